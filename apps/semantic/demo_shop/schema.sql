-- The demo shop. Run in one transaction with search_path set to the schema that is being built.
-- Keys and indexes stand in schema_keys.sql: they are made after the rows are in, which is several times faster.
-- `region` is repeated in every table that holds people or money, so that a row rule can be written over the
-- table's own columns.

CREATE TABLE cities (
    id          integer     NOT NULL,
    name        text        NOT NULL,
    name_en     text        NOT NULL,
    province    text        NOT NULL,
    province_en text        NOT NULL,
    region      text        NOT NULL,
    region_en   text        NOT NULL
);
COMMENT ON TABLE  cities             IS '城市：省份和大区的层级';
COMMENT ON COLUMN cities.id          IS '城市编号';
COMMENT ON COLUMN cities.name        IS '城市名';
COMMENT ON COLUMN cities.name_en     IS '城市英文名';
COMMENT ON COLUMN cities.province    IS '省份';
COMMENT ON COLUMN cities.province_en IS '省份英文名';
COMMENT ON COLUMN cities.region      IS '大区：华北、东北、华东、华中、华南、西南、西北';
COMMENT ON COLUMN cities.region_en   IS '大区英文名';

CREATE TABLE stores (
    id        integer NOT NULL,
    name      text    NOT NULL,
    name_en   text    NOT NULL,
    city_id   integer NOT NULL,
    region    text    NOT NULL,
    opened_on date    NOT NULL
);
COMMENT ON TABLE  stores           IS '线下门店';
COMMENT ON COLUMN stores.id        IS '门店编号';
COMMENT ON COLUMN stores.name      IS '门店名';
COMMENT ON COLUMN stores.name_en   IS '门店英文名';
COMMENT ON COLUMN stores.city_id   IS '所在城市';
COMMENT ON COLUMN stores.region    IS '所在大区';
COMMENT ON COLUMN stores.opened_on IS '开业日期';

CREATE TABLE categories (
    id      integer NOT NULL,
    name    text    NOT NULL,
    name_en text    NOT NULL
);
COMMENT ON TABLE  categories         IS '商品品类';
COMMENT ON COLUMN categories.id      IS '品类编号';
COMMENT ON COLUMN categories.name    IS '品类名';
COMMENT ON COLUMN categories.name_en IS '品类英文名';

CREATE TABLE products (
    id          integer       NOT NULL,
    name        text          NOT NULL,
    name_en     text          NOT NULL,
    category_id integer       NOT NULL,
    brand       text          NOT NULL,
    price       numeric(12,2) NOT NULL,
    cost        numeric(12,2) NOT NULL
);
COMMENT ON TABLE  products             IS '商品';
COMMENT ON COLUMN products.id          IS '商品编号';
COMMENT ON COLUMN products.name        IS '商品名';
COMMENT ON COLUMN products.name_en     IS '商品英文名';
COMMENT ON COLUMN products.category_id IS '所属品类';
COMMENT ON COLUMN products.brand       IS '品牌';
COMMENT ON COLUMN products.price       IS '标价（元）';
COMMENT ON COLUMN products.cost        IS '进货成本（元），商业机密';

CREATE TABLE customers (
    id            integer     NOT NULL,
    name          text        NOT NULL,
    gender        text,
    phone         text        NOT NULL,
    email         text,
    id_card       text,
    birthday      date,
    city_id       integer     NOT NULL,
    region        text        NOT NULL,
    level         text        NOT NULL,
    registered_at timestamptz NOT NULL
);
COMMENT ON TABLE  customers               IS '客户（会员）';
COMMENT ON COLUMN customers.id            IS '客户编号';
COMMENT ON COLUMN customers.name          IS '姓名';
COMMENT ON COLUMN customers.gender        IS '性别：male、female；未填为空';
COMMENT ON COLUMN customers.phone         IS '手机号';
COMMENT ON COLUMN customers.email         IS '电子邮箱；未填为空';
COMMENT ON COLUMN customers.id_card       IS '身份证号；只有实名客户才有';
COMMENT ON COLUMN customers.birthday      IS '生日；未填为空';
COMMENT ON COLUMN customers.city_id       IS '所在城市';
COMMENT ON COLUMN customers.region        IS '所在大区';
COMMENT ON COLUMN customers.level         IS '会员等级：regular、silver、gold、diamond';
COMMENT ON COLUMN customers.registered_at IS '注册时间';

CREATE TABLE orders (
    id           integer       NOT NULL,
    customer_id  integer       NOT NULL,
    store_id     integer,
    region       text          NOT NULL,
    channel      text          NOT NULL,
    status       text          NOT NULL,
    ordered_at   timestamptz   NOT NULL,
    paid_at      timestamptz,
    goods_amount numeric(12,2) NOT NULL,
    discount     numeric(12,2) NOT NULL,
    amount       numeric(12,2) NOT NULL
);
COMMENT ON TABLE  orders              IS '订单';
COMMENT ON COLUMN orders.id           IS '订单编号';
COMMENT ON COLUMN orders.customer_id  IS '下单客户';
COMMENT ON COLUMN orders.store_id     IS '成交门店；线上订单为空';
COMMENT ON COLUMN orders.region       IS '下单客户所在大区';
COMMENT ON COLUMN orders.channel      IS '渠道：app、mini_program、website、marketplace、offline';
COMMENT ON COLUMN orders.status       IS '状态：pending、paid、shipped、completed、cancelled、refunded';
COMMENT ON COLUMN orders.ordered_at   IS '下单时间';
COMMENT ON COLUMN orders.paid_at      IS '付款时间；未付款为空';
COMMENT ON COLUMN orders.goods_amount IS '商品金额（元），优惠前';
COMMENT ON COLUMN orders.discount     IS '优惠金额（元）';
COMMENT ON COLUMN orders.amount       IS '应付金额（元）= 商品金额 - 优惠金额';

CREATE TABLE order_items (
    id         integer       NOT NULL,
    order_id   integer       NOT NULL,
    product_id integer       NOT NULL,
    region     text          NOT NULL,
    paid       boolean       NOT NULL,
    quantity   integer       NOT NULL,
    unit_price numeric(12,2) NOT NULL,
    amount     numeric(12,2) NOT NULL
);
COMMENT ON TABLE  order_items            IS '订单明细：一行一种商品';
COMMENT ON COLUMN order_items.id         IS '明细编号';
COMMENT ON COLUMN order_items.order_id   IS '所属订单';
COMMENT ON COLUMN order_items.product_id IS '商品';
COMMENT ON COLUMN order_items.region     IS '下单客户所在大区';
COMMENT ON COLUMN order_items.paid       IS '订单是否已付款（含后来退款的）';
COMMENT ON COLUMN order_items.quantity   IS '件数';
COMMENT ON COLUMN order_items.unit_price IS '单价（元）';
COMMENT ON COLUMN order_items.amount     IS '金额（元）= 单价 × 件数，优惠前';

CREATE TABLE refunds (
    id          integer       NOT NULL,
    order_id    integer       NOT NULL,
    region      text          NOT NULL,
    reason      text          NOT NULL,
    amount      numeric(12,2) NOT NULL,
    refunded_at timestamptz   NOT NULL
);
COMMENT ON TABLE  refunds             IS '退款';
COMMENT ON COLUMN refunds.id          IS '退款编号';
COMMENT ON COLUMN refunds.order_id    IS '所属订单';
COMMENT ON COLUMN refunds.region      IS '下单客户所在大区';
COMMENT ON COLUMN refunds.reason      IS '退款原因';
COMMENT ON COLUMN refunds.amount      IS '退款金额（元）';
COMMENT ON COLUMN refunds.refunded_at IS '退款时间';

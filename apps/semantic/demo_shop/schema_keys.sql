-- Keys, checks and indexes of the demo shop; the rows are already in.

ALTER TABLE cities      ADD CONSTRAINT cities_pkey      PRIMARY KEY (id), ADD CONSTRAINT cities_name_key UNIQUE (name);
ALTER TABLE stores      ADD CONSTRAINT stores_pkey      PRIMARY KEY (id), ADD CONSTRAINT stores_name_key UNIQUE (name);
ALTER TABLE categories  ADD CONSTRAINT categories_pkey  PRIMARY KEY (id), ADD CONSTRAINT categories_name_key UNIQUE (name);
ALTER TABLE products    ADD CONSTRAINT products_pkey    PRIMARY KEY (id), ADD CONSTRAINT products_name_key UNIQUE (name);
ALTER TABLE customers   ADD CONSTRAINT customers_pkey   PRIMARY KEY (id), ADD CONSTRAINT customers_phone_key UNIQUE (phone);
ALTER TABLE orders      ADD CONSTRAINT orders_pkey      PRIMARY KEY (id);
ALTER TABLE order_items ADD CONSTRAINT order_items_pkey PRIMARY KEY (id);
ALTER TABLE refunds     ADD CONSTRAINT refunds_pkey     PRIMARY KEY (id);

ALTER TABLE stores      ADD CONSTRAINT stores_city_id_fkey         FOREIGN KEY (city_id)     REFERENCES cities (id);
ALTER TABLE products    ADD CONSTRAINT products_category_id_fkey   FOREIGN KEY (category_id) REFERENCES categories (id);
ALTER TABLE customers   ADD CONSTRAINT customers_city_id_fkey      FOREIGN KEY (city_id)     REFERENCES cities (id);
ALTER TABLE orders      ADD CONSTRAINT orders_customer_id_fkey     FOREIGN KEY (customer_id) REFERENCES customers (id),
                        ADD CONSTRAINT orders_store_id_fkey        FOREIGN KEY (store_id)    REFERENCES stores (id);
ALTER TABLE order_items ADD CONSTRAINT order_items_order_id_fkey   FOREIGN KEY (order_id)    REFERENCES orders (id),
                        ADD CONSTRAINT order_items_product_id_fkey FOREIGN KEY (product_id)  REFERENCES products (id);
ALTER TABLE refunds     ADD CONSTRAINT refunds_order_id_fkey       FOREIGN KEY (order_id)    REFERENCES orders (id);

ALTER TABLE orders      ADD CONSTRAINT orders_amount_adds_up      CHECK (amount = goods_amount - discount AND amount > 0);
ALTER TABLE order_items ADD CONSTRAINT order_items_amount_adds_up CHECK (amount = unit_price * quantity AND quantity > 0);

CREATE INDEX stores_city_id_idx         ON stores (city_id);
CREATE INDEX products_category_id_idx   ON products (category_id);
CREATE INDEX customers_city_id_idx      ON customers (city_id);
CREATE INDEX customers_registered_at_idx ON customers (registered_at);
CREATE INDEX orders_ordered_at_idx      ON orders (ordered_at);
CREATE INDEX orders_customer_id_idx     ON orders (customer_id);
CREATE INDEX orders_store_id_idx        ON orders (store_id);
CREATE INDEX order_items_order_id_idx   ON order_items (order_id);
CREATE INDEX order_items_product_id_idx ON order_items (product_id);
CREATE INDEX refunds_order_id_idx       ON refunds (order_id);
CREATE INDEX refunds_refunded_at_idx    ON refunds (refunded_at);

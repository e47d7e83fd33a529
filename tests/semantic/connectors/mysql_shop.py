"""The little shop of the connectors' tests in MariaDB, and an account that may read most of it."""

from dataclasses import dataclass

from apps.semantic.connectors.base import SourceSettings
from tests.mariadb import Account, MariaDb

SHOP = """
CREATE TABLE customers (
    id bigint PRIMARY KEY, name varchar(60) NOT NULL UNIQUE, phone text COMMENT '手机'
) COMMENT '客户';
CREATE TABLE orders (
    id bigint PRIMARY KEY, customer_id bigint NOT NULL, amount decimal(12, 2), state enum('open', 'paid'),
    paid boolean, placed timestamp NULL, day date, note text,
    KEY (customer_id), CONSTRAINT of_customer FOREIGN KEY (customer_id) REFERENCES customers (id)
);
CREATE VIEW paid AS SELECT id, amount FROM orders WHERE state = 'paid';
CREATE VIEW beyond AS SELECT id FROM shop_hidden.orders;
CREATE TABLE salaries (id bigint PRIMARY KEY, amount int);
CREATE TABLE people (id bigint PRIMARY KEY, name varchar(20), id_card varchar(20), UNIQUE (id_card));
CREATE TABLE odd (
    `we``ird ``.``x` int, tiny tinyint, flag tinyint(1), `year` year, bits bit(3), packed json, raw varbinary(10),
    spot point, whole bigint unsigned, part varchar(300), moment datetime(6), UNIQUE (part(10))
);
CREATE SEQUENCE counter;
CREATE PROCEDURE wipe() DELETE FROM orders;
CREATE FUNCTION wiped() RETURNS int DETERMINISTIC MODIFIES SQL DATA BEGIN DELETE FROM orders; RETURN 1; END;
INSERT INTO customers SELECT seq, concat('customer ', seq), concat('138', lpad(seq, 8, '0')) FROM seq_1_to_100;
INSERT INTO orders
SELECT seq, 1 + seq % 100, seq / 4, if(seq % 2, 'open', 'paid'), NOT seq % 2,
    timestamp '2025-12-31 16:00:00' + INTERVAL seq MINUTE, date '2026-01-01' + INTERVAL seq % 28 DAY, NULL
FROM seq_1_to_20000;
INSERT INTO salaries VALUES (1, 4711);
ANALYZE TABLE customers, orders;
"""
TABLES = ("customers", "orders", "paid", "beyond", "odd")


@dataclass(frozen=True, slots=True)
class MysqlCustomer:
    """The customer's server as its owner sees it: to look behind the product's back."""

    server: MariaDb
    source: SourceSettings
    account: Account

    def ask(self, text: str) -> list[tuple[object, ...]]:
        return self.server.admin(text, database=self.source.database)


def open_shop(server: MariaDb) -> MysqlCustomer:
    """Make the shop, a database beside it, and the reader's account."""
    hidden = server.create_database("shop_hidden")
    server.admin("CREATE TABLE orders (id bigint PRIMARY KEY)", database=hidden)
    shop = server.create_database("shop")
    server.admin(*SHOP.strip().removesuffix(";").split(";\n"), database=shop)
    reader = server.create_reader(shop, tables=TABLES)
    server.admin(f"GRANT SELECT (id, name) ON shop.people TO `{reader.username}`@`%`")
    return MysqlCustomer(server, server.source(reader), reader)

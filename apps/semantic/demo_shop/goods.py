"""What the shop sells: eight categories, three invented brands in each, four hundred products; few sell much."""

from collections.abc import Iterator, Sequence

from apps.semantic.demo_shop.lots import lots
from apps.semantic.demo_shop.tables import Category, Product, money

_Kinds = tuple[tuple[str, str, int], ...]

# category, its brands, and ten kinds of goods with a usual price in yuan
_SHELVES: tuple[tuple[tuple[str, str], tuple[tuple[str, str], ...], _Kinds], ...] = (
    (
        ("手机数码", "Electronics"),
        (("星曜", "Xingyao"), ("云帆", "Yunfan"), ("极目", "Jimu")),
        (
            ("智能手机", "Smartphone", 2699),
            ("平板电脑", "Tablet", 1899),
            ("笔记本电脑", "Laptop", 4299),
            ("蓝牙耳机", "Bluetooth Earphones", 259),
            ("智能手表", "Smart Watch", 799),
            ("充电宝", "Power Bank", 99),
            ("机械键盘", "Mechanical Keyboard", 329),
            ("无线鼠标", "Wireless Mouse", 89),
            ("移动硬盘", "Portable Drive", 429),
            ("数据线", "Charging Cable", 29),
        ),
    ),
    (
        ("家用电器", "Home Appliances"),
        (("暖居", "Nuanju"), ("净然", "Jingran"), ("北麓", "Beilu")),
        (
            ("空调", "Air Conditioner", 2399),
            ("洗衣机", "Washing Machine", 1799),
            ("冰箱", "Refrigerator", 2199),
            ("电饭煲", "Rice Cooker", 299),
            ("空气炸锅", "Air Fryer", 249),
            ("吸尘器", "Vacuum Cleaner", 699),
            ("电热水壶", "Electric Kettle", 99),
            ("加湿器", "Humidifier", 159),
            ("电风扇", "Electric Fan", 139),
            ("吹风机", "Hair Dryer", 129),
        ),
    ),
    (
        ("服装鞋帽", "Clothing"),
        (("素织", "Suzhi"), ("青衿", "Qingjin"), ("远行客", "Yuanxing")),
        (
            ("羽绒服", "Down Jacket", 499),
            ("牛仔裤", "Jeans", 169),
            ("衬衫", "Shirt", 139),
            ("T恤", "T-shirt", 69),
            ("连衣裙", "Dress", 219),
            ("运动鞋", "Trainers", 329),
            ("皮鞋", "Leather Shoes", 399),
            ("毛衣", "Sweater", 189),
            ("围巾", "Scarf", 59),
            ("棒球帽", "Baseball Cap", 49),
        ),
    ),
    (
        ("美妆个护", "Beauty"),
        (("花间", "Huajian"), ("朝露", "Zhaolu"), ("沐白", "Mubai")),
        (
            ("面霜", "Face Cream", 199),
            ("洗面奶", "Cleanser", 69),
            ("面膜", "Face Mask", 89),
            ("口红", "Lipstick", 129),
            ("防晒霜", "Sunscreen", 99),
            ("洗发水", "Shampoo", 59),
            ("沐浴露", "Body Wash", 45),
            ("香水", "Perfume", 369),
            ("电动牙刷", "Electric Toothbrush", 199),
            ("护手霜", "Hand Cream", 35),
        ),
    ),
    (
        ("食品饮料", "Food and Drinks"),
        (("禾穗", "Hesui"), ("山谷", "Shangu"), ("老街坊", "Laojiefang")),
        (
            ("坚果礼盒", "Nut Gift Box", 129),
            ("纯牛奶", "Milk", 65),
            ("龙井茶", "Longjing Tea", 168),
            ("咖啡豆", "Coffee Beans", 78),
            ("东北大米", "Rice", 69),
            ("花生油", "Peanut Oil", 119),
            ("饼干", "Biscuits", 25),
            ("方便面", "Instant Noodles", 32),
            ("蜂蜜", "Honey", 58),
            ("果汁", "Fruit Juice", 48),
        ),
    ),
    (
        ("母婴用品", "Mother and Baby"),
        (("小团子", "Xiaotuanzi"), ("初芽", "Chuya"), ("贝加", "Beijia")),
        (
            ("婴儿奶粉", "Infant Formula", 268),
            ("纸尿裤", "Nappies", 119),
            ("婴儿推车", "Pushchair", 699),
            ("儿童座椅", "Child Seat", 899),
            ("奶瓶", "Baby Bottle", 59),
            ("湿巾", "Wet Wipes", 29),
            ("益智积木", "Building Blocks", 109),
            ("婴儿床", "Cot", 799),
            ("儿童水杯", "Kids' Cup", 69),
            ("绘本套装", "Picture Book Set", 89),
        ),
    ),
    (
        ("运动户外", "Sports and Outdoors"),
        (("峰行", "Fengxing"), ("野径", "Yejing"), ("疾速", "Jisu")),
        (
            ("跑步机", "Treadmill", 1999),
            ("瑜伽垫", "Yoga Mat", 79),
            ("登山包", "Hiking Backpack", 289),
            ("帐篷", "Tent", 459),
            ("自行车", "Bicycle", 899),
            ("羽毛球拍", "Badminton Racket", 199),
            ("篮球", "Basketball", 109),
            ("泳镜", "Swimming Goggles", 69),
            ("哑铃", "Dumbbells", 129),
            ("冲锋衣", "Shell Jacket", 399),
        ),
    ),
    (
        ("家居生活", "Home and Living"),
        (("木序", "Muxu"), ("拾光", "Shiguang"), ("棉里", "Mianli")),
        (
            ("四件套", "Bedding Set", 259),
            ("乳胶枕", "Latex Pillow", 149),
            ("羽绒被", "Duvet", 499),
            ("台灯", "Desk Lamp", 119),
            ("收纳箱", "Storage Box", 49),
            ("保温杯", "Vacuum Flask", 79),
            ("炒锅", "Wok", 169),
            ("餐具套装", "Tableware Set", 139),
            ("书架", "Bookshelf", 299),
            ("办公椅", "Office Chair", 599),
        ),
    ),
)

# which brand of the three, what is added to the name, and the price in per cent of the usual one
_VARIANTS = ((0, "", "", 100), (0, " Pro", " Pro", 140), (1, "", "", 85), (1, " 升级版", " Plus", 115), (2, "", "", 72))


def categories() -> Iterator[Category]:
    """The categories, numbered from 1 in the order of the shelves."""
    for number, ((name, name_en), _, _) in enumerate(_SHELVES, start=1):
        yield Category(number, name, name_en)


def products(*, seed: int) -> Iterator[Product]:
    """Ten kinds in five variants per category; prices and costs vary a little with the seed."""
    rng = lots(seed, "products")
    number = 0
    for category_id, (_, brands, kinds) in enumerate(_SHELVES, start=1):
        for kind, kind_en, usual in kinds:
            for brand_index, suffix, suffix_en, percent in _VARIANTS:
                number += 1
                brand, brand_en = brands[brand_index]
                yuan = max(10, round(usual * percent / 100 * rng.uniform(0.93, 1.07)))
                cents = yuan * 100 - 10  # shop prices end in .90
                cost = round(cents * rng.uniform(0.48, 0.72))
                names = (f"{brand}{kind}{suffix}", f"{brand_en} {kind_en}{suffix_en}")
                yield Product(number, *names, category_id, brand, money(cents), money(cost))


def wanted(goods: Sequence[Product], *, seed: int) -> tuple[float, ...]:
    """How often each product is bought, relative to the others: few sell much, many sell little, dear ones less."""
    rng = lots(seed, "wanted")
    ranks = list(range(1, len(goods) + 1))
    rng.shuffle(ranks)
    return tuple(
        1 / (rank + 12) ** 0.8 / float(product.price) ** 0.35 for rank, product in zip(ranks, goods, strict=True)
    )

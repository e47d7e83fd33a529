"""Where the shop sells: cities below provinces below regions, and the stores in them."""

from collections.abc import Iterator
from datetime import date, timedelta

from apps.semantic.demo_shop.tables import City, Store

# region, region in English, and per city: city, province, how much of the trade comes from there (any unit)
_REGIONS: tuple[tuple[str, str, tuple[tuple[str, str, str, str, float], ...]], ...] = (
    (
        "华北",
        "North China",
        (
            ("北京", "Beijing", "北京市", "Beijing Municipality", 10),
            ("天津", "Tianjin", "天津市", "Tianjin Municipality", 5),
            ("石家庄", "Shijiazhuang", "河北省", "Hebei", 3),
            ("太原", "Taiyuan", "山西省", "Shanxi", 2.5),
            ("呼和浩特", "Hohhot", "内蒙古自治区", "Inner Mongolia", 1.5),
        ),
    ),
    (
        "东北",
        "Northeast China",
        (
            ("沈阳", "Shenyang", "辽宁省", "Liaoning", 2.5),
            ("大连", "Dalian", "辽宁省", "Liaoning", 2.2),
            ("长春", "Changchun", "吉林省", "Jilin", 2),
            ("哈尔滨", "Harbin", "黑龙江省", "Heilongjiang", 2),
        ),
    ),
    (
        "华东",
        "East China",
        (
            ("上海", "Shanghai", "上海市", "Shanghai Municipality", 10),
            ("南京", "Nanjing", "江苏省", "Jiangsu", 5),
            ("苏州", "Suzhou", "江苏省", "Jiangsu", 5),
            ("杭州", "Hangzhou", "浙江省", "Zhejiang", 6),
            ("宁波", "Ningbo", "浙江省", "Zhejiang", 3),
            ("合肥", "Hefei", "安徽省", "Anhui", 3),
            ("福州", "Fuzhou", "福建省", "Fujian", 2.5),
            ("厦门", "Xiamen", "福建省", "Fujian", 2.5),
            ("南昌", "Nanchang", "江西省", "Jiangxi", 2),
            ("济南", "Jinan", "山东省", "Shandong", 3),
            ("青岛", "Qingdao", "山东省", "Shandong", 3.5),
        ),
    ),
    (
        "华中",
        "Central China",
        (
            ("郑州", "Zhengzhou", "河南省", "Henan", 4),
            ("武汉", "Wuhan", "湖北省", "Hubei", 5),
            ("长沙", "Changsha", "湖南省", "Hunan", 4),
        ),
    ),
    (
        "华南",
        "South China",
        (
            ("广州", "Guangzhou", "广东省", "Guangdong", 7),
            ("深圳", "Shenzhen", "广东省", "Guangdong", 8),
            ("东莞", "Dongguan", "广东省", "Guangdong", 3),
            ("佛山", "Foshan", "广东省", "Guangdong", 2.5),
            ("南宁", "Nanning", "广西壮族自治区", "Guangxi", 2),
            ("海口", "Haikou", "海南省", "Hainan", 1),
        ),
    ),
    (
        "西南",
        "Southwest China",
        (
            ("重庆", "Chongqing", "重庆市", "Chongqing Municipality", 5),
            ("成都", "Chengdu", "四川省", "Sichuan", 6),
            ("贵阳", "Guiyang", "贵州省", "Guizhou", 1.8),
            ("昆明", "Kunming", "云南省", "Yunnan", 2),
            ("拉萨", "Lhasa", "西藏自治区", "Tibet", 0.3),
        ),
    ),
    (
        "西北",
        "Northwest China",
        (
            ("西安", "Xi'an", "陕西省", "Shaanxi", 4),
            ("兰州", "Lanzhou", "甘肃省", "Gansu", 1.2),
            ("西宁", "Xining", "青海省", "Qinghai", 0.5),
            ("银川", "Yinchuan", "宁夏回族自治区", "Ningxia", 0.6),
            ("乌鲁木齐", "Urumqi", "新疆维吾尔自治区", "Xinjiang", 1),
        ),
    ),
)

_FIRST_STORE = date(2016, 3, 1)
_TWO_STORES_FROM = 5.0  # cities with at least this much of the trade have a second store


def cities() -> tuple[tuple[City, ...], tuple[float, ...]]:
    """All cities, and how much of the trade each has."""
    found: list[City] = []
    weights: list[float] = []
    for region, region_en, members in _REGIONS:
        for name, name_en, province, province_en, weight in members:
            found.append(City(len(found) + 1, name, name_en, province, province_en, region, region_en))
            weights.append(weight)
    return tuple(found), tuple(weights)


def stores() -> Iterator[Store]:
    """One store in each city, two in the big ones; opened one after the other."""
    number = 0
    for city, weight in zip(*cities(), strict=True):
        kinds = (("旗舰店", "Flagship Store"), ("中心店", "Centre Store"))
        for kind, kind_en in kinds[: 2 if weight >= _TWO_STORES_FROM else 1]:
            number += 1
            opened = _FIRST_STORE + timedelta(days=61 * number)
            yield Store(number, city.name + kind, f"{city.name_en} {kind_en}", city.id, city.region, opened)

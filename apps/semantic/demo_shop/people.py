"""Who buys: invented customers, drawn by lot, with the gaps that real customer files have."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from itertools import accumulate
from random import Random

from apps.semantic.demo_shop.demand import SHOP_ZONE
from apps.semantic.demo_shop.lots import lots
from apps.semantic.demo_shop.tables import City, Customer


def _pairs(text: str) -> tuple[tuple[str, str], ...]:
    """Names with their Latin spelling, from `王:wang 李:li`."""
    return tuple((name, latin) for name, _, latin in (pair.partition(":") for pair in text.split()))


_SURNAMES = _pairs(
    "王:wang 李:li 张:zhang 刘:liu 陈:chen 杨:yang 黄:huang 赵:zhao 吴:wu 周:zhou 徐:xu 孙:sun 马:ma 朱:zhu 胡:hu "
    "郭:guo 何:he 林:lin 高:gao 罗:luo 郑:zheng 梁:liang 谢:xie 宋:song 唐:tang 许:xu 韩:han 冯:feng 邓:deng 曹:cao"
)
_GIVEN_MALE = _pairs(
    "伟:wei 强:qiang 磊:lei 军:jun 洋:yang 勇:yong 杰:jie 涛:tao 明:ming 超:chao 刚:gang 平:ping 辉:hui 鹏:peng "
    "浩然:haoran 子轩:zixuan 宇航:yuhang 俊杰:junjie 志强:zhiqiang 文博:wenbo 建国:jianguo 思远:siyuan"
)
_GIVEN_FEMALE = _pairs(
    "芳:fang 娜:na 敏:min 静:jing 丽:li 艳:yan 娟:juan 霞:xia 燕:yan 玲:ling 雪:xue 琳:lin 倩:qian 婷:ting "
    "雨桐:yutong 梓涵:zihan 欣怡:xinyi 诗涵:shihan 佳琪:jiaqi 思雨:siyu 晓彤:xiaotong 秀英:xiuying"
)
_MOBILE_PREFIXES = ("130", "135", "136", "138", "139", "150", "158", "159", "186", "188")
_LEVELS = (("regular", 0.68), ("silver", 0.19), ("gold", 0.10), ("diamond", 0.03))
_NOBODYS_REGION = "990101"  # never given out as the first six digits of a national id
_ALREADY_CUSTOMERS = 0.4  # of all customers, before the first day
_EARLIER_DAYS = 1095  # over which those had registered
_CHECK_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def customers(
    *, seed: int, count: int, first_day: date, last_day: date, places: tuple[Sequence[City], Sequence[float]]
) -> list[Customer]:
    """`count` customers in the order in which they registered; the last one at the latest on `last_day`."""
    rng = lots(seed, "customers")
    moments = sorted(_registered_at(rng, first_day, last_day) for _ in range(count))
    phones = _phones(rng, count)
    where, weights = places
    cities = rng.choices(where, cum_weights=tuple(accumulate(weights)), k=count)
    levels = rng.choices([name for name, _ in _LEVELS], weights=[share for _, share in _LEVELS], k=count)
    return [
        _customer(number, rng, phone=phone, city=city, level=level, registered_at=moment)
        for number, (phone, city, level, moment) in enumerate(
            zip(phones, cities, levels, moments, strict=True), start=1
        )
    ]


def _customer(number: int, rng: Random, *, phone: str, city: City, level: str, registered_at: datetime) -> Customer:
    female = rng.random() < 0.54
    surname, surname_latin = rng.choice(_SURNAMES)
    given, given_latin = rng.choice(_GIVEN_FEMALE if female else _GIVEN_MALE)
    birthday = date(1955, 1, 1) + timedelta(days=int(365.25 * 52 * rng.betavariate(3.5, 2)))
    email = f"{surname_latin}.{given_latin}{number}@example.{'com' if rng.random() < 0.7 else 'org'}"
    told = [rng.random() for _ in range(4)]
    return Customer(
        id=number,
        name=surname + given,
        gender=("female" if female else "male") if told[0] < 0.94 else None,
        phone=phone,
        email=email if told[1] < 0.85 else None,
        id_card=_id_card(rng, birthday, female=female) if told[2] < 0.3 else None,
        birthday=birthday if told[3] < 0.8 else None,
        city_id=city.id,
        region=city.region,
        level=level,
        registered_at=registered_at,
    )


def _registered_at(rng: Random, first_day: date, last_day: date) -> datetime:
    """Before the first day for the old customers, evenly from then on for the others; in waking hours."""
    before = rng.random() < _ALREADY_CUSTOMERS
    span = (last_day - first_day).days + 1
    days = -1 - int(rng.random() * _EARLIER_DAYS) if before else int(rng.random() * span)
    second = int(rng.triangular(7 * 3600, 24 * 3600 - 1, 20 * 3600))
    return datetime.combine(first_day + timedelta(days=days), time(), SHOP_ZONE) + timedelta(seconds=second)


def _phones(rng: Random, count: int) -> list[str]:
    """Different mobile numbers; the set only sees to that, the order is the draw's."""
    seen: dict[str, None] = {}
    while len(seen) < count:
        seen[f"{rng.choice(_MOBILE_PREFIXES)}{rng.randrange(10**8):08d}"] = None
    return list(seen)


def _id_card(rng: Random, birthday: date, *, female: bool) -> str:
    """Eighteen places with a right check digit, in a region that does not exist."""
    sequence = rng.randrange(500) * 2 + (0 if female else 1)
    digits = f"{_NOBODYS_REGION}{birthday:%Y%m%d}{sequence:03d}"
    checksum = sum(int(digit) * weight for digit, weight in zip(digits, _CHECK_WEIGHTS, strict=True)) % 11
    return digits + "10X98765432"[checksum]

"""
Words that a question needs but an answer does not.

FUNCTION_WORDS carry grammar or politeness. SOFT_WORDS carry a little meaning that no filter or metric could be meant
by; they cost some confidence and are shown. A word that could name a value, a time or a calculation is
in neither
list: leaving it out of the answer would be a guess.
"""

_ZH_FUNCTION = """
的 了 呢 吗 么 嘛 吧 啊 呀 哦 得 地 之 所 们 个 我 我们 咱们 你 您 请 请问 请教 麻烦 劳驾 谢谢 多谢 感谢 你好
您好 一下 下 看 看看 看下 看一下 查 查看 查询 查下 查一下 查查 查找 帮 帮忙 帮我 给 给我 想 想要 要 想知道
知道 想看 告诉 告诉我 能 能否 能不能 可以 可否 是否 显示 展示 列出 列 列一下 统计 统计一下 计算 算 算一下 汇总
求 得到 获取 返回 输出 生成 提供 做 在 于 内 中 里 里面 当中 期间 时 时候 是 为 有 都 和 与 及 以及 跟 同 并
并且 而 且 还 还有 也 那 那么 这 这些 那些 该 其 它 它们 共 共有 一共 总共 合计 共计 分别 分组 维度 划分
拆分 细分 方面 层面 各自 各是 怎么样
怎样 如何 什么样 情况 数据 结果 数字 数值 具体 多 多大 对 对于 关于 针对 就 多少 有多少 只 只看 仅 仅看
从 由 到 达到 来
来自 属于 等 等等 即 总 以 用 把 让 将 时间段 按照 的话 如下 排列 排 以下 是什么 什么 分别是 是多少 卖
卖出 卖了 产生
发生 实现 范围 范围内 内的 当前 目前 现在
"""
_ZH_SOFT = """
公司 我司 咱 全部 所有 整体 总体 全体 全国 平台 业务 经营 表现 水平 状况 大概 大约 左右 究竟 到底 实际 真实
具体的 分析 报表 报告 图 图表 表格 表 画 画图 详细 主要 相关 历史
"""
_EN_FUNCTION = """
a an the of in on at for to from with within during over by and or is are was were be been being do does did
have has had having can could would will shall should may might must me my we our us you your i it its they
them their there here this that these those what whats which who whom how much many please kindly show give
tell list display find get fetch return calculate compute count see let lets want wants need like know about
as s into per than then so just only also any some each all both sold sell sells selling made make makes
generated generate earned earn came come happen happened occurred occur recorded hello hi hey thanks thank
look up out report figure figures number numbers value values amount data result results using use provide
summarize summarise total totals sum
"""
_EN_SOFT = """
company business overall total-wise everything entire whole platform performance status level approximately
about roughly around really actual actually exactly detailed details analysis analyse analyze chart graph plot
table dashboard summary overview currently now main historical together altogether combined
"""

FUNCTION_WORDS = frozenset((_ZH_FUNCTION + _EN_FUNCTION).split()) - {"or", "per", "each"}
SOFT_WORDS = frozenset((_ZH_SOFT + _EN_SOFT).split()) - FUNCTION_WORDS

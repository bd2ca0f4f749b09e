"""Whether a text only asks for something to know: a plain question is no complaint, an indignant one is."""

from __future__ import annotations

from amends.keywords.expression import Expression

_LONGEST = 60  # characters; who needs more to ask tells a story first
# What makes it a question of somebody who wants to know.
_WONDERS = Expression(
    "请问|想问|问一下|咨询|有没有|几[点号楼月折天排层]|什么价|用不用|要不要提前|多少[钱克]?|多久|多大|多长|哪[里儿个天款种]"
    "|什么时候|什么码|区别|怎么[算走订卖买保预办收]|还是.{1,8}\\?|可以.{1,8}\\?$|能.{1,8}\\?$"
    "|(?:可以|可不可以|招|做|开|用|能|能不能|会不会|支持|需要|需不需要|提供|有|带|包|收|卖|营业|方便)"
    ".{0,12}(?:吗|(?<!什)么|呢|(?:没|没有)\\?)\\W*$"
    r"|^(?:hi|hello|hey|excuse me)?\W*(?:do|does|can|could|is|are|what|when|where|which|how (?:much|long|many|do|can)"
    r"|will|would)\b"
)
# What nobody says who only wants to know.
_MINDS = Expression(
    "凭什么|为什么|不是.{1,14}[吗么]|怎么(?:回事|这样|这么|那么|搞|吃|能|会|赔|处理|解决|穿|用|没|还)|难道|不会是|是不是|负责|说法|退|赔|差价"
    "|摆设|投诉|举报|丢|坏|不给|没给|不肯|不能|不见|找不到|忘|落在|疼|痛|吐|受伤|流血|过敏|假|骗|贵|慢|脏|臭|反映|客诉|客人"
    "|顾客|买家|客户|[她他]|了(?!解|吗)|抢钱|干什么|干嘛|血糖|合理|另外|要我|让我|还要|的[^,]{1,4}呢|怎么办|受气|取的时候"
    "|人管|虫|头发|晃得|松了|已经|一直|都没|还没|太|谁|欠|碎|破|错|少了"
    r"|\b(?:why|refund|return|charged|waiting|ordered|came|wrong|broken?|broke|fake|still|never|nobody|hurt|sick|late|owe"
    r"|left|lost|pain|headache|missing|not)\b|n't"
)


def only_asks(text: str) -> bool:
    """Whether the whole of a normalised text is a question of somebody who wants to know something."""
    return len(text) <= _LONGEST and _WONDERS.search(text) is not None and _MINDS.search(text) is None

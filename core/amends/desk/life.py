"""Why a person's own act was allowed or due: the rules of the life of a case, one for each kind of event."""

from __future__ import annotations

from amends.text import Text

# By the kind of event; what plugins and bands decide has reasons of its own.
RULES = {
    "received": Text(
        "谁先接待谁负责，先登记再处理（G3）", "whoever is asked first owns it, and it is registered first (G3)"
    ),
    "confirmed": Text("念给客人听，客人确认没有记错（G2）", "read back, and the customer agreed (G2)"),
    "noted": Text("了解到的情况都记下来（G2）", "what is learned is written down (G2)"),
    "handed_over": Text(
        "请别人接手；接手之前仍由原经办人负责（G3）",
        "offered to somebody else; until they accept it stays where it is (G3)",
    ),
    "hand_over_declined": Text("没有接手，仍由原经办人负责（G3）", "declined: it stays with the one who had it (G3)"),
    "assigned": Text("由经办人交接", "handed on by the one who had it"),
    "paused": Text("在等别人，能停的时限先停", "somebody else has the next move: clocks that may stand still do"),
    "resumed": Text("继续计时，暂停的时间不算", "the clocks run on; the pause does not count"),
    "escalated": Text("经办人判断上级应当知道", "the operator judged that somebody above must know"),
    "offered": Text("已在权限内，说给客人听（G4）", "within authority, so it may be put to the customer (G4)"),
    "accepted": Text("客人同意才办（G6）", "nothing is done before the customer agrees (G6)"),
    "declined": Text(
        "客人不同意，问清想要什么，再拟一轮（G6）",
        "the customer disagreed: their wish is kept, another round begins (G6)",
    ),
    "carried_out": Text("按客人同意的办", "as the customer agreed"),
    "answered": Text("每一点都要有答复（G9）", "every point gets its answer (G9)"),
    "followed_up": Text("办完要回访（G8）", "afterwards somebody checks back (G8)"),
    "closed": Text("每一点都有答复，没有未办的事（G9）", "every point is answered and nothing is left to do (G9)"),
    "reopened": Text(
        "客人又提起，或打分低，不算了结（G8）", "the customer came back or was not satisfied: it is not settled (G8)"
    ),
    "inquired": Text(
        "请部门在时限内答复，过时由前台决定（S3、P13）",
        "a department is asked; after its time the desk decides (S3, P13)",
    ),
    "replied": Text("部门的答复，署名为准", "the department's answer, signed by name"),
    "promised": Text(
        "答应客人的事都有时限；有变动马上告诉客人（G7）",
        "whatever is promised has a time; if it changes, the customer hears at once (G7)",
    ),
    "promise_kept": Text("答应的事办到了", "what was promised is done"),
    "breach_recorded": Text(
        "记下来，由上级决定，不当场处罚（X6）",
        "written down for somebody above to decide; nobody is fined on the spot (X6)",
    ),
    "breach_decided": Text(
        "听过当事人说明后由上级决定（X6）", "decided by somebody above, who heard the person concerned (X6)"
    ),
    "liable_named": Text(
        "由谁承担查清楚写明，客人不等这个（S9、G14）",
        "who bears it is established and written down; the customer does not wait for it (S9, G14)",
    ),
    "recovered": Text("责任方已结清的数", "what a liable party has settled"),
    "withdrawn": Text("客人自己撤回", "the customer withdrew it"),
}

# 谁在使用调度台、登录以及权限。
role-viewer = 查看员
role-dispatcher = 调度员
role-supervisor = 值班主管
role-commander = 指挥员
role-administrator = 管理员
role-viewer-may = 查看全部内容,导出报表。
role-dispatcher-may = 处理当天工作:线路、故障、管控、事件、补货申请、告知。
role-supervisor-may = 另可签批延期配送、修改预案和设置、确定事件等级、关闭事件。
role-commander-may = 另可在应急中担任指挥。
role-administrator-may = 另可管理人员、通知渠道和数据恢复。

pin-not-digits = PIN 只能由数字组成。
pin-length = PIN 须为 { $fewest } 至 { $most } 位数字。
pin-too-plain = 这个 PIN 太容易被猜到(数字全部相同或依次排列),请换一个。

refusal-stranger = { $name } 不是可登录的人员,或已离岗。请核对姓名,或联系管理员。
refusal-not-allowed = 此操作需要{ $needs }权限;{ $name } 是{ $has }。请由{ $needs }签批或办理。
refusal-not-a-signer = { $name } 是{ $has },不能签批此事;需要{ $needs }。
refusal-not-signed-in = { $name } 尚未登录。请先用 PIN 登录。
refusal-first-looks-after = 首位登记的人员负责管理其他人:请先登记一名管理员。
refusal-last-administrator = { $name } 是唯一的管理员。请先指定另一名管理员。
refusal-no-name = “{ $name }”不能作为姓名:须为一行 1 至 40 个字符,且不能是“desk”。

people-no-pin = { $name } 还没有 PIN。请管理员在“数据 → 人员”中设置。
people-wrong-pin = 这不是 { $name } 的 PIN。请重试。
people-wrong-pin-wait = 这不是 { $name } 的 PIN。{ $n } 秒后才能再试。
people-wait = { $name } 的 PIN 输错次数过多。{ $n } 秒后才能再试。
deed-person = { $name } 现为{ $role }
deed-person-left = { $name } 不再登录
deed-people = 登记或变更了 { $n } 名人员

# 发出的通知：电话通知单，以及未能发出的原因。

call-notice = 通知编号
call-retailer = 客户编码
call-name = 客户名称
call-phone = 电话
call-manager = 客户经理
call-old-time = 原时间
call-new-time = 新时间
call-reason = 原因
call-incident = 事件
call-told-at = 告知时间
call-told-by = 告知人
call-answer = 答复
call-line = { $retailer } { $name } { $phone } { $old } → { $new } { $reason }
call-line-said = { $retailer } { $name } { $phone } { $reason }
call-for = 收件人：{ $names }
call-more = ……另有 { $count } 行，完整名单见 Mainstay。

send-no-secret = { $to }：环境变量和本机密钥环（服务 mainstay）里都没有 { $variable }。请设置后重新启动 Mainstay，再重新发送通知。
send-not-secure = { $to }：地址不是以 https:// 开头，途中任何人都能看到内容。请使用平台给出的地址。
send-in-the-clear = { $to } 不在本机，且与它的连接没有加密。请改用 TLS 或 STARTTLS；若是自己的内网，可在设置里允许。
send-bad-sender = { $to }：“{ $address }” 不能作为发件邮箱。请在设置里改正。
send-bad-authority = { $to }：受信任证书文件无法使用（{ $system }）。请选择 PEM 格式的证书文件。
send-no-recipient = { $to }：收件人都没有可用的邮箱地址。请改正该部门的邮箱。
send-all-refused = { $to } 不接受任何一个收件地址：“{ $says }”。请改正地址，或联系服务器管理员。
send-bad-address = { $to } 不是服务器地址。请改正服务器名和端口。
send-no-such-host = { $to }：没有这个名字的服务器，或网络不通。请先检查名称，再检查网络。
send-refused = { $to } 连不上：对方没有应答。请检查名称和端口，以及是否被防火墙拦住。
send-timed-out = { $to } 长时间没有应答。若一直如此，请联系其管理员。
send-untrusted = { $to }：连接不可信（{ $system }），什么也没有发出。请检查地址和本机时间；若中心使用自己的证书，请在设置里指定证书文件。
send-broken-off = { $to } 中途断开了。万一收到两次，编号相同。
send-other = 与 { $to } 通信失败：{ $system }。若一直如此，请联系其管理员。
send-not-understood = { $to } 的应答不符合预期：“{ $says }”。请检查地址是否正确，是否被登录页面拦住。
send-no-starttls = { $to } 不支持加密连接（STARTTLS），什么也没有发出。请改用 TLS 及其端口（一般是 465），或联系服务器管理员。
send-no-login = { $to } 没有 Mainstay 能用的登录方式（PLAIN、LOGIN）。请联系服务器管理员；若不需要登录，请把用户名留空。
send-wrong-password = { $to } 不接受用户名或密码：“{ $says }”。请改正；在此之前不再向它发送。
send-mail-later = { $to } 暂不接收（{ $code }：“{ $says }”）。若一直如此，请联系服务器管理员。
send-mail-never = { $to } 拒绝接收（{ $code }：“{ $says }”）。请联系服务器管理员；原样重发没有用。
send-status = { $to } 返回状态 { $code }：“{ $says }”。请检查地址；若地址无误，请联系其管理员。
send-status-later = { $to } 返回状态 { $code }：“{ $says }”。若一直如此，请联系其管理员。
send-redirected = { $to } 跳转到别的地址；为免泄露，未予跟随。请使用平台给出的新地址。
send-robot-too-fast = { $to } 短时间内消息过多（{ $code }：“{ $says }”）。几分钟后可再发。
send-robot-busy = { $to }：平台繁忙（{ $code }：“{ $says }”）。几分钟后可再发。
send-robot-unknown = { $to }：没有这个机器人，或已被移除（{ $code }：“{ $says }”）。请在群里重新添加机器人，并设置它的新地址。
send-robot-not-allowed = { $to } 不允许这样使用（{ $code }：“{ $says }”）。请核对其设置：签名密钥、关键词、允许的 IP 地址，以及本机时间。
send-robot-content = { $to } 不接受通知的内容（{ $code }：“{ $says }”）。请修改文字，或用别的方式告知。
send-robot-other = { $to } 没有接收（{ $code }：“{ $says }”）。若一直如此，请在平台的错误码表里查找。
send-no-folder = 文件夹 { $to } 不存在。请创建它，或在设置里另选一个。
send-folder-denied = 文件夹 { $to } 不允许写入。请申请写入权限，或在设置里另选一个。
send-folder-full = 文件夹 { $to } 所在的磁盘已满。请腾出空间。
send-folder-other = 通知未能放入文件夹 { $to }：{ $system }。请检查该文件夹，或在设置里另选一个。

# 编写通知。

call-message = 短信
notice-centre = 配送中心
notice-reason = 线路调整
notice-joint = 、
notice-why = { $reason }（{ $incidents }）
notice-subject = { $company }：{ $date } { $n } 户送货时间有变{ $put-off ->
    [0] {""}
   *[other] ，其中延期 { $put-off } 户
}
notice-text = { $name }：因{ $reason }，{ $date }的送货时间有变：当日调整 { $moved } 户，延期 { $put-off } 户。请逐户告知并勾选，通话清单中附有每户短信。
notice-call = 联系电话：{ $phone }
notice-id = 通知编号 { $id }，重复收到时无需重复告知。
notice-time-at = { $time }（{ $place }）
notice-now = 【{ $company }】您{ $date }的卷烟现预计{ $time }送达（{ $reason }），敬请谅解。电话{ $phone }
notice-meets = 【{ $company }】因{ $reason }，您{ $date }的卷烟请于{ $time }到定点{ $place }领取。电话{ $phone }
notice-put-off = 【{ $company }】因{ $reason }，您{ $date }的卷烟改于{ $newdate }送达，敬请谅解。电话{ $phone }
notice-short-now = 您{ $date }的卷烟预计{ $time }送达（{ $reason }）。{ $phone }
notice-short-meets = 您{ $date }的卷烟请于{ $time }到{ $place }领取。{ $phone }
notice-short-put-off = 您{ $date }的卷烟改于{ $newdate }送达。{ $phone }
send-no-channel = 设置中已没有渠道{ $to }。请重新设置，或保留此通知不发。
delivery-queued = 待发
delivery-sending = 发送中
delivery-sent = 已发
delivery-failed = 失败，将重试
delivery-given-up = 已放弃
delivery-merged = 已并入后续通知

# 货源：临时补货的答复，紧缺品牌的替代。

notice-request = 临时补货
notice-granted = 受理
notice-not-granted = 无法满足
says-granted = 已受理：{ $n } 条，送达时间待定
says-comes = 已受理：{ $n } 条，{ $time } 送达
says-refused = 无法满足：{ $why }
says-open-again = 重新审核，之前的答复不再有效
says-scarce = { $brand }货源偏紧，可选{ $instead }
says-withdrawn = { $instead }不再替代{ $brand }
notice-answer-subject = { $company }：{ $shop }的补货申请 { $about }：{ $says }
notice-answer-text = { $name }：{ $shop }申请临时补货（{ $about }）。答复：{ $says }。涉及：{ $goods }。请告知零售户并勾选，电话清单附有短信内容。
notice-scarce-subject = { $company }：{ $says }，涉及 { $n } 户订单
notice-scarce-text = { $name }：{ $says }（措施 { $about }）。{ $n } 户已订货待送。请逐户告知并勾选，电话清单附有每户的短信内容。
notice-taken-back-text = { $name }：{ $says }（{ $about }）。请告知 { $n } 户零售户，电话清单附有短信内容。
notice-open-again = 【{ $company }】您的{ $request }（{ $cartons }条）正重新审核，之前的答复不再有效。电话{ $phone }
notice-withdrawn = 【{ $company }】{ $substitute }不再替代{ $brand }，详询客户经理。
notice-short-comes = 您的{ $request }{ $cartons }条，{ $time }送达。{ $phone }
notice-short-granted = 您的{ $request }已受理{ $cartons }条，时间另告。{ $phone }
notice-short-refused = 您的{ $request }{ $answer }：{ $reason }。{ $phone }
notice-short-open-again = 您的{ $request }正重新审核。{ $phone }
notice-short-scarce = { $brand }偏紧，可选{ $substitute }。{ $phone }
notice-short-withdrawn = { $substitute }不再替代{ $brand }。{ $phone }

# 命令行中的发件箱。

notices-head-notice = 通知
notices-head-at = 时间
notices-head-to = 收件方
notices-head-about = 内容
notices-new-times = 新的时间
notices-head-retailers = 户数
notices-head-put-off = 延期
notices-head-state = 状态
notices-head-channels = 渠道
notices-none = 没有通知。
notices-no-channel = 没有渠道
notices-no-such = 没有通知 { $id }。用 `mainstay notices` 列出通知。
notices-manager = { $name }（{ $department }）
notices-delivery = { $channel }：{ $state }，尝试 { $n } 次。
notices-next = 将于 { $at } 重试。
notices-sent = 已发 { $sent } 份，失败 { $failed } 份。
notices-sent-elsewhere = 另一进程正在发送通知，到期的通知由其发出。
notices-told-already = 此前均已告知。如再次告知，请用 --at 注明时间。
notices-unknown-whom = “{ $whom }”既不是营销部编码，也不是客户经理姓名。设置已保存，请核对。
notices-nobody-to-tell = 当日通知中的零售户均已告知。
notices-nobody-told = 名单中没有写明何时告知。请填写“告知时间”和“告知人”两列。
notices-calls = 已将 { $n } 户待告知零售户写入 { $path }。
notices-bad-robot = “{ $found }”不是机器人。请写名称、冒号，再写 wecom、dingtalk 或 feishu。
notices-bad-address = “{ $found }”中没有地址。请写部门编码或客户经理姓名、等号，再写地址。
notices-bad-server = “{ $found }”不是邮件服务器。请写名称和端口，例如 mail.example.cn:465。
notices-no-server = 还没有邮件服务器，请用 { $found } 指定。
channel-bad-sender = “{ $found }”不是可用作发件人的邮箱地址。请写成 desk@company.cn 的样子。
channel-no-host = 邮件服务器没有名称。请写成 mail.company.cn 的样子，或关闭邮件。
channel-bad-host = “{ $found }”不是服务器名称。请写成 mail.company.cn 的样子，不带 https:// 和端口。
channel-bad-port = 没有服务器使用该端口。请填 1 到 65535 的数，TLS 一般为 465，STARTTLS 一般为 587。
channel-robot-unnamed = 有一个机器人没有名称。请命名或移除。
channel-robot-twice = 有两个机器人都叫“{ $name }”。请给其中一个改名。
channel-robots-alike = 机器人“{ $one }”和“{ $other }”的地址会存放在同一个变量下。请给其中一个改用含字母或数字的名称。
channel-address-of-nobody = 这些地址没有归属。请写部门编码或客户经理姓名。
channel-bad-address = { $whom }：“{ $found }”既不是邮箱地址，也不是电话号码。请写成 name@company.cn 的样子。
channel-no-sender = 邮件还没有发件地址，填写之前不会发出任何邮件。请填写，例如 desk@company.cn。
test-subject = { $company }：测试消息，无需处理
test-text = 这是 { $at } 发出的测试消息。收到即表示{ $company }的通知可以送达此处，无需任何处理。
test-went = { $channel }：测试消息已发往 { $to }，请查看是否收到。
test-went-file = { $channel }：测试消息已写入文件 { $to }。
test-failed = 照现在的设置，通知无法经{ $channel }发出。{ $fault }
test-no-channel = 没有渠道 { $channel }。已设置的渠道：{ $channels }。
test-none = 尚未设置任何渠道。用 `mainstay notices set --help` 查看方法。
channel-folder = 文件夹
channel-mail = 邮件
channel-robot = 机器人“{ $name }”
way-phone = 电话
way-text = 短信
way-group = 群消息
way-mail = 邮件
way-visit = 上门

# 通知视图。

told-outbox = 发件箱（{ $n }）
told-answers = 货源答复（待告知 { $n }）
told-ledger = 告知台账（待告知 { $n }）
told-call-list = 通话清单…
told-read-list = 读取交回的清单…
told-no-notices = { $day } 没有通知
told-no-notices-next = 改动零售户送货时间、延期或恢复当日送货时，系统会自动编写通知。
told-notice-about = { $n } 户{ $put-off ->
    [0] {""}
   *[other] ，其中延期 { $put-off } 户
} · 由 { $by } 改动
told-notice-line = 通知 { $id } · { $at } · 由 { $by } 改动
told-tried-at = { $state }（{ $at }）
told-channel-state = { $channel }：{ $state }
told-channel-sent = { $channel }：{ $state }，{ $at }{ $n ->
    [1] {""}
   *[other] ，第 { $n } 次尝试
}
told-channel-failed = { $channel }：{ $state }，{ $at }（已尝试 { $n } 次）
told-channel-tried = { $channel }：{ $state }（已尝试 { $n } 次）
told-refused = 未送达 { $address }：“{ $says }”
told-try-again = 立即重试
told-set-channels = 设置渠道…
told-copy = 复制
told-copy-hint = 复制通知全文及零售户名单
told-who-is-told = 查看告知情况
told-bringing = 正在读取通知…
told-show-concerned = 有关 { $n }
told-show-to-tell = 待告知 { $n }
told-show-outdated = 告知失效 { $n }
told-show-told = 已告知 { $n }
told-show-all = 全部 { $n }
told-all-managers = 全部客户经理
told-find = 名称、编码、线路或电话
told-tick-chosen = 标为已告知（{ $n }）
told-way = 告知方式
told-confirmed-too = 并已确认
told-choose-all = 全选所列
told-choose-hint = 点击一行或其前面的方框；按住 Shift 或 Ctrl 可选多行。
told-chosen = 所列 { $shown } 户中已选 { $n } 户
told-column-tick = 告知
told-column-department = 部门
told-column-route = 线路
told-column-knows = 所知时间
told-column-now = 现计时间
told-column-standing = 情况
told-column-confirmed = 已确认
told-column-told = 何时由谁告知
told-joint = ，
told-standing-outdated = 告知失效
told-standing-to-tell = 待告知
told-standing-told = 已告知
told-standing-quiet = 按计划
told-standing-over = 已到访
told-tick-one = 告知：{ $name }
told-confirm-one = 确认：{ $name }
told-undo-hint = 用“撤销”可以收回勾选。已送达的零售户无需告知。
told-no-answers = 没有待答复的补货和货源事项
told-no-answers-next = 补货申请批准或拒绝后、选定替代品牌后，相关零售户列在这里。
told-answers-about = 勾选即答复申请，或记录该户已知替代品牌。
told-tick-answers = 将所列全部勾选为已告知（{ $n }）
told-find-answers = 名称、编码、电话、客户经理或编号
told-none-fits-answers = 请减少查找的字。
told-column-says = 告知内容
told-no-day = 这一天没有送货
told-no-day-next = 请选择其他送货日，或在“数据”中导入计划。
told-none-fits = 当日没有符合的零售户
told-none-fits-next = 请少输几个字，或改选全部部门和全部客户经理。
told-nobody-concerned = 没有需要告知的零售户
told-nobody-concerned-next = 就零售户需要知道的而言，都按计划送达。
told-nobody-to-tell = 需要知道的零售户均已告知
told-nobody-to-tell-next = 时间再次变动超过阈值时，零售户会重新列在这里。
told-nobody-told = 还没有告知过任何零售户
told-nobody-told-next = 请在此勾选零售户，或读取交回的通话清单。
told-see-all = 显示当日全部
told-list-to-tell = 仍待告知的 { $n } 户。
told-list-shown = 台账所列的 { $n } 户。
told-list-chosen = 已选的 { $n } 户。
told-call-file = 通话清单_{ $day }.csv
told-calls-written = 已将 { $n } 户写入 { $path }。
told-dialog-save = 保存通话清单
told-dialog-open = 打开交回的通话清单
told-read = 读取
told-choose-file = 选择文件…
told-read-about = 填有“告知时间”的行将标为已告知，方式：{ $way }。方式可在台账上方更改。
told-list-taken = { $file }：已告知 { $told } 户{ $complaints ->
    [0] 。
   *[other] ，{ $complaints } 行无法使用：
}
told-waiting-given-up = { $n } 份通知已放弃发送
told-waiting-failing = { $n } 份通知发送失败，将重试
told-waiting-to-tell = { $n } 户待告知
told-waiting-to-answer = { $n } 户待告知补货或货源情况
told-waiting-outdated = 其中 { $n } 户此前告知的时间已失效

# 外来的 XML 文件：为何读不了。
xml-empty = { $origin } 是空的。请重新获取。
xml-not-xml = { $origin } 不是 XML。请选择发布单位提供的文件，或检查网址。
xml-web-page = { $origin } 其实是网页。网址不对，或服务当时不可用：请用浏览器打开看看。
xml-document-type = { $origin } 带有文档类型声明（<!DOCTYPE），可能让本程序去读取或展开任何内容，因此拒绝读取。请向发送方索取不带声明的文件。
xml-truncated = { $origin } 不完整，中途断了。请重新获取或复制。
xml-broken = { $origin } 第 { $line } 行有损坏。请重新获取；仍不行请告知发送方。
xml-undecodable = { $origin } 无法按其声明的编码读成文字。请重新获取或复制。
xml-too-deep = { $origin } 嵌套超过 { $most } 层，正常文件用不着，拒绝读取。
xml-too-many-elements = { $origin } 的元素超过 { $most } 个，正常文件用不着，拒绝读取。

# 气象预警：为何用不了。不会改变任何内容。
alert-no-file = { $origin } 不是文件。请选择文件。
alert-disk = { $origin } 读取失败：{ $system }。请复制到本机后重试。
alert-too-large = { $origin } 有 { $size } MB，最多读取 { $most } MB。预警不会这么大，请检查文件。
alert-not-an-alert = { $origin } 不是气象预警（CAP）：最外层元素是“{ $root }”。请选择预警文件本身；预警列表请填在订阅源里。
alert-missing = { $origin }：预警缺少“{ $element }”，无法与其他预警区分。请告知发送方；在此之前可手工建立停送管制。
alert-unknown-word = { $origin }：“{ $element }”不能是“{ $found }”。请告知发送方；在此之前可手工建立停送管制。
alert-bad-time = { $origin }：“{ $element }”中的“{ $found }”不是时间。请告知发送方；在此之前可手工建立停送管制。
alert-ends-before-it-begins = { $origin }：预警的结束时间（{ $ends }）早于开始时间（{ $begins }），无法判断哪个有误。请询问发送方，或手工建立停送管制。
alert-too-many = { $origin }：预警的“{ $element }”超过 { $most } 个，正常预警用不着，拒绝读取。
alert-too-many-points = { $origin }：预警的一个多边形超过 { $most } 个点，正常边界用不着，拒绝读取。

# 网络获取：为何失败。
fetch-bad-address = { $address } 不是可以获取的网址。请填写以 http:// 或 https:// 开头的网址。
fetch-no-such-host = { $address }：没有这个名字的服务器，或网络不通。请先检查网址，再检查网络。
fetch-refused = { $address } 连不上：对方没有应答。请检查网址，以及是否被防火墙或代理拦住。
fetch-timed-out = { $address } 长时间没有应答。稍后会重试；若一直如此，请联系其运维人员。
fetch-untrusted = { $address }：连接不可信（{ $system }）。请检查网址和本机时间，再联系其运维人员。
fetch-too-many-redirects = { $address } 不断跳转。请用浏览器打开，找到正确的网址。
fetch-too-large = { $address } 返回的内容超过 { $most } MB，预警列表不会这么大，已停止读取。请检查网址。
fetch-status = { $address } 返回状态 { $code }。稍后会重试；若一直如此，请检查网址。
fetch-status-says = { $address } 返回状态 { $code }：“{ $says }”。稍后会重试；若一直如此，请检查网址。
fetch-broken-off = { $address } 应答到一半断开了。稍后会重试。
fetch-other = { $address } 获取失败：{ $system }。稍后会重试。
fetch-bad-redirect = { $address } 跳转到的不是网址，未予跟随。请用浏览器打开，找到正确的网址。

# 监视的文件夹。
folder-unreadable = 无法查看文件夹 { $folder }：{ $system }。请检查它是否存在、是否有权读取，或在设置里另选一个。

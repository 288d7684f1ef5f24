# 文件、磁盘与数据库的故障：发生了什么、涉及什么、下一步怎么办。
trouble-is-folder = { $path } 是文件夹。请指定数据库文件，例如 { $path }/mainstay.db。
trouble-not-allowed = 没有打开 { $path } 的权限。请向文件所有者申请权限，或另选文件。
trouble-cannot-open = 无法打开 { $path }：{ $detail }。请检查文件名和磁盘。
trouble-not-a-database = { $path } 不是数据库。请另选文件；该文件未作任何改动。
trouble-not-ours = { $path } 是其他程序的数据库。请另选文件；该文件未作任何改动。
trouble-newer = { $path } 由更新版本的 Mainstay 写入（版本 { $found }，本程序最高支持 { $known }）。请升级 Mainstay，或打开以前的备份。该文件未作任何改动。
trouble-damaged = { $path } 已损坏：{ $detail }。请先复制该文件留存，再恢复最近的备份。
trouble-read-only = { $path } 不可写。请将文件及其所在文件夹设为可写，或把文件复制到可写的位置。
trouble-disk-full = { $path } 所在磁盘已满，未作任何更改，数据没有丢失。请释放空间后重试。
trouble-busy = { $path } 正由另一进程写入，本次更改未保存。请稍后重试；若一直如此，请关闭另一窗口或命令。
trouble-disk = 读写 { $path } 失败：{ $detail }。未作任何更改。请检查磁盘及其连接后重试。
trouble-no-backup = 数据库需要升级，但未能先做好副本 { $path }：{ $detail }。请释放空间或将文件夹设为可写后重新打开。未作任何改动。
trouble-itself = { $path } 就是数据库本身。请为副本另取文件名。
trouble-replaced = { $path } 已被恢复为备份，此次更改未保存。请查看当前情况后重做。
trouble-database = 数据库 { $path } 未接受一条语句：{ $detail }。本次更改未保存。请反馈此问题。
session-cancelled = 已取消，未作任何更改。

# 校验的内容与发现的问题。
verify-checked-file = 文件本身
verify-checked-chain = 日志条目链
verify-checked-tables = 数据表与日志重放结果
verify-file-damaged = 文件已损坏：{ $detail }。
verify-orphan = { $table } 表中有一行引用了 { $parent } 表中不存在的行。
verify-gap = 日志第 { $from } 至 { $to } 条缺失。
verify-chain-broken = 该条目与前一条不衔接：其间有内容被删除或改动。
verify-entry-edited = 该条目写入后被改动过。
verify-entry-garbled = 该条目无法读取。
verify-table-differs = { $table } 表与日志记载不符。
verify-advice-backup = 请停止使用该文件，先复制留存，再恢复最近一份校验通过的备份。
verify-advice-tables = 日志本身完整，没有更改丢失。请停止使用该文件，先复制留存，再恢复最近一份校验通过的备份。

# 检查内容及数量：校验与支持文件。
verify-told-file = 文件：{ $pages } 页，{ $megabytes } MB，已逐页读取；索引与表一致；没有指向缺失行的记录。
verify-told-chain = 日志：{ $desks } 个调度台的 { $entries } 条记录，已逐条读取；无缺号，每条均含前一条的哈希。
verify-told-tables = 数据表：{ $tables } 张，共 { $rows } 行；由日志生成的各表与重放结果一致。

# 支持文件：标题与说明。
support-title = Mainstay 支持文件
support-about = 发送前请先阅读。本文件不含密码、电话、地址和人名；纯文本，可任意修改或删除内容。
support-program = 程序
support-database = 数据库
support-heads = 日志末端（调度台、条数、计数、哈希）
support-verify = 检查结果
support-tables = 各表行数
support-settings = 设置（不含密钥和地址）
support-log = 近期运行日志
support-no-log = 没有运行日志。
support-situation = 当日情况（恢复案例）
support-work = 正在生成支持文件
support-make = 生成支持文件…
support-make-about = 供协助人员使用：版本、设置、近期日志和检查结果。发送前请先阅读。
support-with-situation = 附当日情况
support-preview = 支持文件
support-save = 保存…
support-close = 关闭
cli-support-saved = 已保存 { $path }。发送前请先阅读。

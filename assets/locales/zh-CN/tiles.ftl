# 底图及瓦片。
tiles-file = 底图 { $path }：{ $why }
tiles-no-archive = 这不是 PMTiles 文件。请选择 .pmtiles 文件，或填写瓦片服务地址。
tiles-version = 其 PMTiles 版本为 { $version }，只支持第 3 版。
tiles-vector = 其中为矢量瓦片（MVT）。只能显示图片瓦片：PNG、JPEG 或 WebP。
tiles-kind = 其瓦片类型无法识别。支持 PNG、JPEG 和 WebP。
tiles-packing = 其压缩方式无法识别。请用 gzip 或不压缩重新生成。
tiles-damaged = 文件已损坏，请重新获取。
tiles-unreadable = 无法读取：{ $why }
tiles-address-gaps = 瓦片地址 { $address } 中须含 {"{z}"}、{"{x}"} 和 {"{y}"}。
tiles-no-picture = 底图服务返回的不是图片，请检查其地址。

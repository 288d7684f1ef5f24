# The base map and its tiles.
tiles-file = Base map { $path }: { $why }
tiles-no-archive = this is no PMTiles file. Choose one that ends in .pmtiles, or write a tile server's address.
tiles-version = it is of PMTiles version { $version }; only version 3 is read.
tiles-vector = it holds vector tiles (MVT). Only tiles of pictures are drawn: PNG, JPEG or WebP.
tiles-kind = its tiles are of a kind that is not read. PNG, JPEG and WebP are.
tiles-packing = it is packed in a way that is not read. Write it with gzip or without compression.
tiles-damaged = it is damaged. Fetch it again.
tiles-unreadable = it can't be read: { $why }
tiles-address-gaps = The address of tiles { $address } needs {"{z}"}, {"{x}"} and {"{y}"} in it.
tiles-no-picture = The base map's server sends something else than a picture. Check its address.

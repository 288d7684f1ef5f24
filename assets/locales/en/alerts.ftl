# Documents of strangers in XML: why they can't be read.
xml-empty = { $origin } is empty. Fetch it again.
xml-not-xml = { $origin } is no XML. Choose the file the office gives, or check the address.
xml-web-page = { $origin } is a web page, whatever its name says. The address is wrong, or the service was down: open it in a browser to see what it says.
xml-document-type = { $origin } has a document type (<!DOCTYPE), which could make the desk fetch or unfold anything; it is refused. Ask its sender for the document without one.
xml-truncated = { $origin } breaks off before its end. Fetch or copy it again.
xml-broken = { $origin } is broken at line { $line }. Fetch it again; if that doesn't help, tell its sender.
xml-undecodable = { $origin } can't be read as text in the encoding it names. Fetch or copy it again.
xml-too-deep = { $origin } is nested more than { $most } levels deep, which no such document needs; it is refused.
xml-too-many-elements = { $origin } has more than { $most } elements, which no such document needs; it is refused.

# Weather alerts: why one can't be used. It changes nothing.
alert-no-file = { $origin } is no file. Choose a file.
alert-disk = { $origin } could not be read: { $system }. Copy it to this computer and try again.
alert-too-large = { $origin } has { $size } MB, and at most { $most } MB are read. No alert is as large; check the file.
alert-not-an-alert = { $origin } is no weather alert (CAP): its outermost element is “{ $root }”. Choose the alert itself; a list of alerts belongs under feeds.
alert-missing = { $origin }: the alert has no “{ $element }”, without which it can't be told from others. Tell its sender; until then make a hold by hand.
alert-unknown-word = { $origin }: “{ $found }” is nothing that “{ $element }” can be. Tell its sender; until then make a hold by hand.
alert-bad-time = { $origin }: “{ $found }” in “{ $element }” is no moment. Tell its sender; until then make a hold by hand.
alert-ends-before-it-begins = { $origin }: the alert ends ({ $ends }) before it begins ({ $begins }). Nobody can say which is wrong; ask its sender, or make a hold by hand.
alert-too-many = { $origin }: the alert has more than { $most } of “{ $element }”, which no alert needs; it is refused.
alert-too-many-points = { $origin }: a polygon of the alert has more than { $most } points, which no border needs; it is refused.

# Fetching over the network: why it failed.
fetch-bad-address = { $address } is no address that can be fetched. Write one that begins with http:// or https://.
fetch-no-such-host = { $address }: there is no server of that name, or the network is down. Check the address, then the connection.
fetch-refused = { $address } can't be reached: nobody answers there. Check the address, and whether a firewall or proxy is in the way.
fetch-timed-out = { $address } took too long to answer. It is tried again; if that goes on, ask whoever runs it.
fetch-untrusted = { $address }: the connection can't be trusted ({ $system }). Check the address and this computer's clock, then ask whoever runs the server.
fetch-too-many-redirects = { $address } only leads from one address to another. Open it in a browser to find the right one.
fetch-too-large = { $address } gives more than { $most } MB, which no list of alerts needs; it was not read on. Check the address.
fetch-status = { $address } answers with status { $code }. It is tried again; if that goes on, check the address.
fetch-status-says = { $address } answers with status { $code }: “{ $says }”. It is tried again; if that goes on, check the address.
fetch-broken-off = { $address } broke off in the midst of its answer. It is tried again.
fetch-other = { $address } could not be fetched: { $system }. It is tried again.
fetch-bad-redirect = { $address } leads to something that is no web address; it was not followed. Open it in a browser to find the right address.

# A watched folder.
folder-unreadable = The folder { $folder } can't be looked at: { $system }. Check that it is there and may be read, or choose another one in the settings.

filedesc://nusa.arc 192.0.2.1 20140301000000 text/plain 69
1 0 Nusa
URL IP-address Archive-date Content-type Archive-length


http://nusa.example/a b 192.0.2.1 20140301000000 text/html 152
HTTP/1.1 200 OK
Content-Type: text/html; charset=utf-8

<p>Panen raya di Wanasari, kata kepala desa setempat kepada para wartawan pada Rabu pagi.</p>

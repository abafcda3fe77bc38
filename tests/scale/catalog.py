"""A made-up catalog: one row in fifty names a maker that is listed; sellers and makers are many, and each has several listings."""
import csv
import random
import sys

rows = int(sys.argv[1])
random.seed(7)
out = csv.writer(sys.stdout)
out.writerow(["sku", "title", "brand", "manufacturer", "seller", "price"])
things = ["desk lamp", "oak shelf", "garden hose", "yoga mat", "phone case", "kettle", "backpack", "office chair", "usb cable", "tea set"]
colours = ["black", "white", "grey", "green", "blue", "red"]
first = ["Nord", "Bright", "Kestrel", "Oak", "Pine", "Solent", "Tamar", "Vesper", "Wharf", "Amber", "Fen", "Moor"]
second = ["licht", "way", "line", "wood", "field", "brook", "stone", "gate", "mark", "crest"]
found = [
    ("HIKVISION DS-2CD2143G2-I dome camera", "Hikvision", "Hangzhou Hikvision Digital Technology Co., Ltd."),
    ("EZVIZ C6N baby monitor", "EZVIZ", ""),
    ("Dahua IPC-HDW2849H turret", "Dahua", "Zhejiang Dahua Technology"),
    ("DJI Mini 4K drone", "DJI", "SZ DJI Technology Co., Ltd."),
    ("Hytera HP565 radio", "Hytera", ""),
    ("TP-Link Deco BE65 mesh router", "TP-Link", "TP-Link Technologies"),
]
for n in range(rows):
    shop = f"{random.choice(first)}{random.choice(second)} Trading {random.randrange(max(10, rows // 20))}"
    if n % 50 == 0:
        title, brand, maker = found[n // 50 % len(found)]
    else:
        brand = random.choice(first) + random.choice(second)
        title, maker = f"{brand} {random.choice(things)} {random.choice(colours)}", f"{brand} Works No. {random.randrange(max(10, rows // 50))}"
    out.writerow([f"S{n}", f"{title} {n % 977}", brand, maker, shop, f"{random.randrange(500, 90000) / 100:.2f}"])

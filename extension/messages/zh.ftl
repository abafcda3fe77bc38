# 扩展程序自己的用语，中文。规则见 en.ftl。

## On a page of a shop

badge-party = 与{ $target }有关联
badge-class = 被列入清单的一类产品
badge-open = Nameplate：{ $badge } – 打开可了解本产品背后是谁
close = 关闭

## What was found

title-connected = 本产品背后是谁
title-review = 尚不确定，以及原因
title-nothing = 已读取，未发现关联
title-silent = 已读取，但未提及制造商
title-not-judged = 无法判断
title-unread = 无法读取
title-working = 正在读取网页
title-broken = 引擎没有响应
lead-nothing = 网页已读取。其中没有内容指向本扩展所含清单上的公司或产品类别。这不是合格证明：下面说明了它不包含什么。
lead-silent = 网页已读取，但其中没有说明产品由谁制造。因此什么也没有发现，也不可能发现。这不是合格证明。
lead-not-judged = 引擎无法判断网页所说的内容：{ $why }
lead-unread = 本网页没有以可读取的方式说明所售商品。未作任何判断。您可以在下面输入商品名称。
lead-refused = 浏览器不允许任何扩展读取本网页。未作任何判断。您可以在下面输入商品名称。
lead-broken = 未作任何判断，因此这对本产品不说明任何问题。请关闭后重试。
lead-review = 网页上的部分内容指向{ $target }，但不足以断定本产品与其有关联。
lead-results = { $count ->
       *[other] 已读取本页的{ $count }项商品
    }；{ $connected ->
        [0] 没有一项指向被列名的公司。这不是合格证明。
       *[other] 其中{ $connected }项指向被列名的公司或属于被列名的类别。
    }
left-out = 网页内容超出单页读取的范围，或含有无法读取的数据；略去的部分未作判断。
read-as = 读取到的内容

## Who

section-who = 背后是谁
party-maker = 制造商
party-brand = 品牌
party-seller = 卖家
name-native = { $name }（{ $native }）
not-meant = 并非所指，名称相近
unsure-name = 可能是{ $name }

## How we know

section-how = 我们如何得知
step-page = 网页上的{ $field }：“{ $text }”
field =
    { $field ->
        [title] 标题
        [brand] 品牌
        [manufacturer] 制造商
        [seller] 卖家
        [seller_address] 卖家地址
        [model] 型号
        [gtin] 商品编码（GTIN）
        [fcc_id] FCC ID
        [text] 描述
        [category] 类别
        [origin] 原产国
        [responsible_person] 责任人
       *[other] 文字
    }
hop =
    { $relation ->
        [subsidiary_of] { $from }是{ $to }的子公司
        [brand_of] { $from }是{ $to }的品牌
        [made_by] { $extent ->
            [all] 以{ $from }名义销售的产品由{ $to }制造
            [most] 以{ $from }名义销售的产品大部分由{ $to }制造
            [some] 以{ $from }名义销售的产品有一部分由{ $to }制造
            [few] 以{ $from }名义销售的产品有少数由{ $to }制造
           *[unstated] 以{ $from }名义销售的产品由{ $to }制造；所占比例未说明
        }
        [affiliate_of] { $from }是{ $to }的关联公司
        [succeeded_by] { $from }由{ $to }继承
        [same_group_as] { $from }与{ $to }属于同一集团
        [owns] { $from }持有{ $to }的股份
        [controls] { $from }控制{ $to }
        [supplies_component] { $from }为{ $to }供应部件
        [sold_by] { $from }由{ $to }销售
       *[other] { $from }与{ $to }有关联
    }
standing-alleged = 仅为指控
standing-reported = 仅有一个来源
share-exact = 持股{ $share }%
share-between = 持股{ $min }%至{ $max }%
since = 起始：{ $date }
since-unknown = 起始时间未说明
until = 截止：{ $date }
last-confirmed = 最近确认：{ $date }
on-list = { $name }被列入“{ $list }”
class-on-list = { $name }：被“{ $list }”列名
under-measure = “{ $list }”涉及{ $name }
more = 另有{ $count }项

## What it means

section-law = 这对您意味着什么
asked-for =
    { $reader ->
        [consumer] 对家庭
        [retailer] 对商店
        [importer] 对进口商
        [exporter] 对出口商
        [agency] 对公共机构
        [contractor] 对公共机构的承包商
        [grant_recipient] 对使用公共拨款者
       *[investor] 对投资者
    }，{ $place }
place-any = 不限地点
meaning =
    { $meaning ->
        [stop] 禁止
        [may_bar] 可能被禁止
        [check] 请先核查
        [cannot_tell] 无法确定
        [know] 供您了解
        [allowed] 未被禁止
       *[no_rule] 未知有规定
    }
law-stop = 有规定予以禁止：是哪种行为，见下文。
law-may_bar = 可能有规定予以禁止。其所依据的情况尚不清楚。
law-check = 有限制地允许，或须先作核查。
law-cannot_tell = 无法确定是否适用某项规定。
law-know = 您没有因此产生的义务。请自行决定。
law-allowed = 我们掌握的清单和法律均未禁止。
law-no_rule = 我们掌握的规定中没有针对您所在地和身份的。这也不等于许可。
act =
    { $act ->
        [buy] 购买
        [sell] 销售
        [market] 推销
        [import] 进口
        [export_to] 向其出口
        [use] 使用
        [authorise] 授权
        [invest] 投资
        [contract] 签约
       *[own] 持有
    }
if-confirmed = 如经确认
not-read = 未读法律原文，仅据转述

## What is said, and what is answered

section-said = 有何说法，公司如何回应
said-none = 登记册中没有关于这条路径上各公司涉及侵权行为的说法。
said-beside = 每项说法旁边是该公司在时间上最接近的表态；其全部表态见“另有”。
said-unanswered = 我们未知这条路径上的公司有任何回应。
claim =
    { $status ->
        [official_finding] 官方认定
        [court_ruling] 法院裁决
        [company_filing] 公司申报
        [report] 报道
       *[allegation] 指控
    }
claim-subject =
    { $subject ->
        [rights_abuse] 侵犯人权
        [forced_labour] 强迫劳动
        [security] 安全
        [military] 军方
        [state_control] 国家控制
        [supply_link] 供应链
       *[other] 其他事项
    }
claim-by = { $by }，{ $date }
claim-among = 合并涉及{ $count }家公司
answer = { $name }的表态
answer-none = { $name }：我们未知其有回应。

## What is owned already

section-own = 如果您已经拥有
owned =
    { $ask ->
        [remove] 请勿使用
        [report] 请报告
        [buy_no_more] 请勿再购买
        [ask] 请先查明
       *[keep] 保留
    }
own-general = 一般建议，并非对本产品的认定
own-keep = 我们掌握的规定均未禁止您持有或使用，并且有规定明确如此说明。
own-check = 继续使用之前，请阅读上述规定中关于使用的内容。
own-unknown = 是否有规定禁止您保留，没有记录。这既不是许可，也不是禁止。
own-update = 更新：安装制造商为其发布的更新，并设置自己的密码。不再有更新时，请考虑更换。
own-isolate = 隔离：将其放在单独的网络（访客网络）中，并关闭您不使用的外部访问。
own-return = 退货：商店是否接受退货，取决于其条款和购买地的法律；请询问商店，并保留收据。

## Review, other findings, sources

section-unsure = 如何才能确定
section-also = 还指向
also-connected = { $name }
also-review = { $name }（尚不确定）
tier =
    { $tier ->
        [A] 官方或公司自己的文件
        [B] 新闻或律师事务所
        [C] 技术社区
       *[D] 无来源
    }
english = 英文
no-date = 无日期

## What is held

held = 截至{ $date }的研究事实。不包含各主管机关的大批量清单（数以万计的名称）。
held-lists = 截至{ $date }的研究事实，以及编入登记册的已公布清单。
held-age = 我们最新的来源距今{ $days }天；此后的事情不在其中。
held-old = 我们最新的来源距今{ $days }天。情况可能已有很大变化：请在选项中更新登记册。
held-expired = 此登记册已过有效期：仍在使用，但不包含此后的新内容。
held-here = 网页是在本浏览器内判断的。没有向任何地方发送任何内容。
no-advice = 本说明不构成法律意见。

## The window behind the toolbar's button

popup-always = 自动读取本商店的网页
popup-always-on = 本商店的网页会自动读取
popup-ask = 或输入商品
popup-ask-label = 品牌、型号或标题
popup-ask-button = 查询
popup-options = 选项
popup-toolbar = 此处的内容只由 Nameplate 写出。网页可以在自己上面画任何东西。

## Options

options-title = Nameplate：选项
options-place = 您在哪里
options-place-note = 法律因地而异。用两个字母表示国家，可加地区：US、US-TX、DE、EU、IN。留空：告知任何地方适用的规定。
options-place-wrong = 这不是地点：请用两个字母，如 US、DE 或 IN，可加地区，如 US-TX；或 EU。
options-reader = 您是谁
reader =
    { $reader ->
        [consumer] 家庭
        [retailer] 商店
        [importer] 进口商
        [exporter] 出口商
        [agency] 公共机构
        [contractor] 公共机构的承包商
        [grant_recipient] 使用公共拨款者
       *[investor] 投资者
    }
options-notice = 如何告知您
notice =
    { $notice ->
        [toolbar] 仅在工具栏中
        [open] 有发现时自动打开
       *[badge] 在网页上显示小标记
    }
options-marks = 在搜索结果页标记商品
options-theme = 颜色
theme =
    { $theme ->
        [light] 浅色
        [dark] 深色
       *[auto] 与浏览器一致
    }
options-language = 语言
language-auto = 与浏览器一致
options-access = 读取哪些网页
options-access-note = 它不会自行读取任何网页。只有当您按下工具栏中的按钮时，它才读取您正在看的网页。
options-all = 自动读取所有网站的网页
options-all-on = 所有网站的网页都会自动读取
options-sites = 自动读取：
options-withdraw = 收回
options-register = 它知道什么
options-register-built-in = 扩展自带的登记册。
options-register-taken = { $date }采用的登记册，第{ $sequence }版，有效期至{ $expires }。
options-register-lost = 您采用的登记册无法打开；正在使用扩展自带的登记册。
options-register-update = 从文件更新
options-register-update-note = 本扩展从不下载任何内容。请自行下载登记册文件并在此选择。只有经 Nameplate 发布者签名、未过期且不早于当前版本的文件才会被采用。
options-register-no-key = 此版本构建时没有发布者的密钥，因此不接受登记册文件。
options-register-accepted = 已采用：第{ $sequence }版。
options-register-refused = 未采用：{ $why }
options-register-large = 文件过大，不可能是登记册。
options-register-older = 其内容的截止时间早于扩展自带的登记册。
options-register-back = 恢复扩展自带的登记册
options-shops = 有专用读取器的商店
options-shops-note = 在任何网站都首先读取商店为搜索引擎发布的数据。这些读取器作为补充。未验证：按商店网页的形式编写，尚未在真实网页上运行。
unverified = 未验证
verified = 已验证：{ $date }
options-privacy = 本扩展不向任何服务器发送请求，不保存网页记录，也不向任何人透露任何信息。
saved = 已保存。

# 给购买者的说明（简体中文）。规则见 en.ftl。

## 日期

date-day = { $year }年{ $month }{ $day }日
date-month = { $year }年{ $month }
date-year = { $year }年
date-unknown = 日期未注明
month = { $number }月

## 连接

sentences = { $first }{ $next }
phrases = { $first }，{ $next }
row-comma = { $first }、{ $next }
row-and = { $first }和{ $last }
name-native = { $name }（{ $native }）
original = “{ $sentence }”（原文为英文）
more = 另有{ $count }项，见证据
class-name =
    { $class ->
        [drone] 无人机
        [router] 家用路由器
        [inverter] 逆变器
        [robot] 先进机器人设备
       *[other] { $name }
    }
class-foreign = 在外国生产的{ $name }

## 简短说明

short =
    { $ground ->
        [named] 本商品的制造商或品牌方{ $target }{ $listed }。
        [subsidiary] 本商品的制造商或品牌方是{ $target }的子公司，后者{ $listed }。
        [control] 本商品的制造商或品牌方由{ $target }控制或部分持股，后者{ $listed }。
        [affiliate] 本商品的制造商或品牌方是{ $target }的关联企业，后者{ $listed }。
        [made_by] { $target }{ $listed }；本商品以其他品牌销售，由该公司或其集团内的公司制造。
        [made_by_part] { $target }{ $listed }；以该品牌销售的部分商品由该公司或其集团内的公司制造，本商品看来属于其中之一。
        [component] { $target }{ $listed }；本商品的某个部件来自该公司或其集团内的公司。
        [sold_by] 销售本商品的店铺与{ $target }有关联，后者{ $listed }。
       *[class] 此类商品（{ $target }）{ $listed }。
    }
short-list =
    { $whom ->
        [class] 被列入官方清单“{ $list }”（{ $since }）
       *[party] 被列入官方清单“{ $list }”（{ $since }）
    }
short-lists = { $first }以及另外{ $count }份清单
short-lists-mixed = { $first }，另涉及{ $count }份其他清单或措施
short-measure =
    { $whom ->
        [class] 属于政府措施“{ $list }”（{ $since }）的适用对象
       *[party] 属于政府措施“{ $list }”（{ $since }）的适用对象
    }
short-measures = { $first }，另涉及{ $count }项其他措施
short-purposes = 该条目仅适用于{ $purpose }等特定用途的设备。
purposes = 该条目仅在设备用于以下用途时适用：{ $purposes }。
purpose =
    { $purpose ->
        [public_safety] 公共安全
        [government_facilities] 政府设施安保
        [critical_infrastructure] 关键基础设施监控
        [national_security] 其他国家安全用途
       *[household] 家庭自用
    }
unlisted = 就我们所知，{ $name }本身未被列入任何清单。
short-claim =
    { $whom ->
        [target] 关于该公司，涉及{ $subject }：{ $status }（{ $by }）。
        [group] 关于包括该公司在内的{ $among }家公司整体，涉及{ $subject }：{ $status }（{ $by }）。
        [group_party] 关于包括{ $about }在内的{ $among }家公司整体，涉及{ $subject }：{ $status }（{ $by }）。
       *[party] 关于{ $about }，涉及{ $subject }：{ $status }（{ $by }）。
    }
short-answer =
    { $answered ->
        [company] 该公司已作出回应；双方说法见详细说明。
        [party] { $party }已作出回应；双方说法见详细说明。
       *[no] 我们未见该公司或其集团有记录在案的回应。
    }

## 商品背后是谁

who-listing = { $first }是商品页面信息所指向的对象。
who-namesakes = { $names }名称相近，但是另外的公司（共{ $count }家），不是本说明所指的公司。
who-same = 被列入下述清单的是{ $target }本身，而不只是与其有关联的公司。
step =
    { $relation ->
        [subsidiary_of] { $from }是{ $to }的子公司
        [brand_of] { $from }是{ $to }的品牌
        [made_by] { $from }的产品由{ $to }制造
        [made_by_most] { $from }的大部分产品由{ $to }制造
        [made_by_some] { $from }的部分产品由{ $to }制造
        [made_by_few] { $from }的少数产品由{ $to }制造
        [affiliate_of] { $from }是{ $to }的关联企业
        [succeeded_by] { $from }由{ $to }承继
        [same_group_as] { $from }与{ $to }同属一个集团
        [owns] { $to }持有{ $from }的股份
        [controls] { $to }控制{ $from }
        [supplies_component] { $to }为{ $from }所售商品提供部件
        [sold_by] { $from }是销售{ $to }商品的店铺
       *[other] { $from }与{ $to }有关联
    }
step-cited = { $step }（{ $when }），来源：{ $sources }。
step-uncited = { $step }（{ $when }）。
when-until =
    { $span ->
        [day] 至{ $date }止
       *[longer] 至{ $date }止
    }
when-confirmed = 最近一次确认：{ $date }
when-unstated = 日期未注明
when-share = 持股{ $share }%
when-shares = 持股{ $min }%至{ $max }%
when-scope = 限于：{ $scope }

## 清单

lists-intro = { $target }被列入以下官方清单（共{ $count }份）：
lists-intro-mixed = { $target }被列入以下清单或受以下措施约束（共{ $count }项）：
lists-intro-class = 此类商品（{ $target }）被列入以下官方清单（共{ $count }份）：
list-line = “{ $list }”（{ $kind }），{ $since }。{ $purpose }{ $sources }
list-kind =
    { $kind ->
        [measure] 政府措施，并非清单
       *[list] 官方清单
    }
since =
    { $span ->
        [day] 自{ $date }起
       *[longer] 自{ $date }起
    }
since-seen = { $date }首次见于该清单，列入日期未公布
since-unknown = 列入日期未注明
list-purpose =
    { $list ->
        [s889] 该规定限制美国联邦机构、其承包商以及使用联邦拨款者可以购买和使用的产品。
        [fcc-covered] 该清单列出美国当局认为存在安全风险的通信设备和服务，有关补贴、认证和销售的规定以其为依据。
        [dod-1260h] 该清单列出美国国防部认定与军方有关联的公司，有关该部门采购的规定以其为依据。
        [bis-entity-list] 该清单限制从美国向所列公司出口。
        [bis-meu] 该清单限制向被认定为军事最终用户的公司出口某些物项。
        [bis-dpl] 该清单列出不得参与从美国出口的各方。
        [ofac-nscmic] 该清单限制买卖所列公司的证券。
        [ofac-sdn] 该清单列出受美国法律管辖者不得与之交易的各方。
        [uflpa] 该清单列出因美国当局认为存在强迫劳动而不得向美国输入其产品的公司。
        [cbp-wro] 该措施因强迫劳动问题在美国口岸扣留货物。
        [icts-kaspersky] 该决定禁止在美国销售某些软件。
        [icts-vehicles] 该规定限制联网车辆中的某些硬件和软件。
        [s5949] 该规定自其所定日期起限制美国联邦机构所购产品可以使用的芯片。
        [s154] 该规定自其所定日期起限制美国国防部可以采购的电池的来源。
        [asda-drones] 该规定自其所定日期起限制美国联邦机构及联邦资金可以购买的无人机。
        [canada-ica] 它命令所列公司终止在加拿大的业务。
        [us-fl-drones] 它规定佛罗里达州公共机构可以使用哪些无人机。
        [eu-csa-proposal] 这只是一项提案，目前对任何人都没有约束力。
        [canada-federal-use] 它禁止加拿大联邦机构购买和使用所列公司的产品。
        [canada-ica] 这是针对某公司在加拿大经营活动的命令。
        [uk-procurement] 该清单将供应商排除在英国公共合同之外。
        [uk-sensitive-sites] 该声明要求敏感的政府场所不使用某些监控设备。
        [au-removal] 根据该措施，政府建筑拆除了某些摄像机。
        [texas-prohibited] 该清单禁止得克萨斯州政府机构的设备使用某些技术。
        [eu-sanctions] 该清单冻结所列各方的资产，并禁止从欧盟向其提供资金或经济资源。
        [uk-sanctions] 该清单在英国冻结所列各方的资产，或以其他方式限制与其往来。
        [un-sanctions] 该清单要求各国冻结所列各方的资产，或采取其他限制措施。
        [eu-forced-labour] 该决定禁止被认定使用强迫劳动制造的产品进入欧盟市场。
       *[other] { "" }
    }

## 各方说法

claims-intro = 以下为各方说法、出处及其性质。单凭一项说法不会产生本说明。
claim-line = { $status }，{ $by }，{ $date }，涉及{ $subject }，关于{ $about }：{ $original }{ $sources }
claim-status =
    { $status ->
        [official_finding] 官方认定
        [court_ruling] 法院裁判
        [allegation] 指控（未经法院或主管机关认定）
        [company_filing] 公司披露文件
       *[report] 报道或报告
    }
claim-status-short =
    { $status ->
        [official_finding] 官方认定
        [court_ruling] 法院裁判
        [allegation] 指控
        [company_filing] 公司披露文件
       *[report] 报道或报告
    }
claim-subject =
    { $subject ->
        [rights_abuse] 侵犯人权
        [forced_labour] 强迫劳动
        [security] 安全
        [military] 军方关联
        [state_control] 国家控制
        [supply_link] 供应关系
       *[other] 其他事项
    }

## 对消费者意味着什么

shopper-intro = 对消费者意味着：
shopper-line =
    { $severity ->
        [block] 不允许
        [limit] 受限制
        [check] 需要核查
        [info] 供参考
       *[unsure] 不能确定
    }——“{ $list }”：{ $original }（{ $citation }）
shopper-allowed = 以下各项对家庭不设限制：{ $lists }。
list-name = “{ $list }”
shopper-lawful = 就这些清单而言，据我们所知没有规定禁止家庭购买或使用本商品。
shopper-none = 关于这对家庭意味着什么，此处没有记录：既未说明允许，也未说明不允许。

## 公司的回应

answers-intro = 有记录的公司回应：
answer-line = { $party }，{ $date }：{ $original }{ $sources }
answers-none = 我们未见该公司、其集团或与其同名者有记录在案的回应。
answers-others = 就我们所知，该公司本身未作回应；其集团或与其同名的其他方有如下回应：
answers-class = 该条目针对的是一类商品而不是某家公司，因此没有公司回应可供列出。

## 来源

source-cited = “{ $title }”（{ $date }）[{ $number }]
source-number = [{ $number }]
sources-intro = 来源：
source-line = [{ $number }] { $title }（{ $date }）{ $address }
reach = 本说明所用的最新来源日期为{ $date }；此后发生的事情可能未包含在内。
closing = 本说明转述所列来源的内容。引号内的英文语句出自我们的登记库，并非来源原文的逐字引用。内容涉及的是公司和规定，不针对任何个人，也不构成法律意见。证据：{ $evidence }

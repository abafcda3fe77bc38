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
class-name =
    { $class ->
        [drone] 无人机
        [router] 家用路由器
        [inverter] 逆变器
        [robot] 先进机器人设备
       *[other] { $name }
    }
class-foreign = 在外国生产的{ $name }

## 简短文本

short =
    { $ground ->
        [named] 本商品的制造商或品牌方是{ $target }。该公司{ $listed }。
        [subsidiary] { $who }是{ $target }的子公司。后者{ $listed }。
        [control] { $who }由{ $target }控制或部分持股。后者{ $listed }。
        [affiliate] { $who }是{ $target }的关联企业。后者{ $listed }。
        [made_by] 本商品以其他品牌销售，由{ $target }或其集团制造。该公司{ $listed }。
        [made_by_part] 以该品牌销售的部分商品由{ $target }或其集团制造，本商品看来属于其中之一。该公司{ $listed }。
        [component] 本商品的某个部件来自{ $target }或其集团。该公司{ $listed }。
        [sold_by] 销售本商品的店铺与{ $target }有关联。后者{ $listed }。
       *[class] 此类商品（{ $target }）{ $listed }。
    }
short-who =
    { $known ->
        [unlisted] { $name }（未见列入任何清单）
       *[other] 本商品的制造商或品牌方
    }
short-unlisted = { $name }未见列入任何清单。
short-list =
    { $whom ->
        [class] 被列入官方清单“{ $list }”（{ $terms }）
       *[party] 被列入官方清单“{ $list }”（{ $terms }）
    }
short-measure =
    { $whom ->
        [class] 属于政府措施“{ $list }”（{ $terms }）的适用对象
       *[party] 属于政府措施“{ $list }”（{ $terms }）的适用对象
    }
short-seen = 自{ $date }起见于该清单
short-terms =
    { $limited ->
        [yes] { $since }，仅限特定用途
       *[no] { $since }
    }
short-more =
    { $kinds ->
        [lists] { $first }以及另外{ $count }份清单
        [measures] { $first }，另涉及{ $count }项其他措施
        [besides] { $first }，此外涉及{ $count }项政府措施
       *[mixed] { $first }，另涉及{ $count }份其他清单或措施
    }
short-claim =
    { $whom ->
        [target] 关于被列名公司，涉及{ $subject }：{ $status }（{ $by }）。
        [group] 关于{ $among }家公司（含被列名公司），涉及{ $subject }：{ $status }（{ $by }）。
        [group_party] 关于{ $among }家公司（含{ $about }），涉及{ $subject }：{ $status }（{ $by }）。
       *[party] 关于{ $about }，涉及{ $subject }：{ $status }（{ $by }）。
    }
short-claims = 有记录的说法共{ $count }项，回应共{ $answers }项，见详细说明。
short-answer =
    { $answered ->
        [it] 该公司已作出回应。
        [company] 被列名公司已作出回应。
        [party] { $party }已作出回应。
       *[no] 我们未见任何回应。
    }

## 商品背后是谁

who-listing =
    { $whom ->
        [class] 商品页面信息指向此类商品：{ $first }。
       *[party] 商品页面信息指向{ $first }本身。
    }
who-namesakes = { $names }名称相近，但是另外的公司（共{ $count }家），不是本说明所指的公司。
unlisted = { $name }（就我们所知未被列入任何清单）
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
step-next =
    { $relation ->
        [subsidiary_of] 后者是{ $to }的子公司
        [brand_of] 该名称是{ $to }的品牌
        [made_by] 后者的产品由{ $to }制造
        [made_by_most] 后者的大部分产品由{ $to }制造
        [made_by_some] 后者的部分产品由{ $to }制造
        [made_by_few] 后者的少数产品由{ $to }制造
        [affiliate_of] 后者是{ $to }的关联企业
        [succeeded_by] 后者由{ $to }承继
        [same_group_as] 后者与{ $to }同属一个集团
        [owns] { $to }持有后者的股份
        [controls] { $to }控制后者
        [supplies_component] { $to }为后者所售商品提供部件
        [sold_by] 后者是销售{ $to }商品的店铺
       *[other] 后者与{ $to }有关联
    }
step-dated = { $step }（{ $when }）
cited = { $words }[{ $number }]
sentence = { $words }。
when-until =
    { $span ->
        [day] 至{ $date }止
       *[longer] 至{ $date }止
    }
when-confirmed = 最近一次确认：{ $date }
when-share = 持股{ $share }%
when-shares = 持股{ $min }%至{ $max }%
when-scope = 限于：{ $scope }

## 清单

lists-many =
    { $kinds ->
        [lists] 列有{ $target }的官方清单共{ $count }份，其中与家庭关系最大的是“{ $list }”（{ $kind }），{ $since }
        [measures] 涉及{ $target }的政府措施共{ $count }项，其中与家庭关系最大的是“{ $list }”（{ $kind }），{ $since }
       *[mixed] 涉及{ $target }的清单和措施共{ $count }项，其中与家庭关系最大的是“{ $list }”（{ $kind }），{ $since }
    }
list-line =
    { $whom ->
        [class] 此类商品见于“{ $list }”（{ $kind }），{ $since }
       *[party] { $target }见于“{ $list }”（{ $kind }），{ $since }
    }
purposes = 该条目仅在设备用于以下用途时适用：{ $purposes }。
purpose =
    { $purpose ->
        [public_safety] 公共安全
        [government_facilities] 政府建筑
        [critical_infrastructure] 关键基础设施
        [national_security] 其他国家安全用途
       *[household] 家庭自用
    }
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
        [fcc-covered] 该清单列出美国当局认为存在安全风险的通信设备和服务。
        [dod-1260h] 该清单列出美国国防部认定与军方有关联的公司。
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

## 有关说法

claim-line = { $status }，{ $by }，{ $date }，涉及{ $subject }
claim-about =
    { $whom ->
        [target] 所指为被列名公司。
        [group] 所指为包括被列名公司在内的{ $among }家公司整体。
        [group_party] 所指为包括{ $about }在内的{ $among }家公司整体。
       *[party] 所指为{ $about }。
    }
summary = 我们的概括：{ $original }
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
        [allegation] 指控（未经认定）
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

shopper-lawful =
    { $kept ->
        [yes] 对消费者：就这些清单而言，据我们所知没有规定禁止家庭购买、保留或使用本商品。
       *[no] 对消费者：就这些清单而言，据我们所知没有规定禁止家庭购买或使用本商品。
    }
shopper-part = 对消费者：这{ $all }项清单和措施中，有{ $count }项对家庭不设限制。
shopper-none = 对消费者：关于这对家庭意味着什么，此处没有记录，既未说明允许，也未说明不允许。
shopper-evidence = 对消费者：有关家庭的规定见证据。这并不表示一切均被允许。
shopper-kept = 家庭已有的产品可以保留或使用。
shopper-papers =
    { $list ->
        [fcc-covered] 未获FCC认证的新型号不应在售：请向卖家索要认证。
       *[other] { "" }
    }
shopper-line =
    { $severity ->
        [block] “{ $list }”不允许
        [limit] “{ $list }”设有限制
        [check] “{ $list }”要求核查
        [info] “{ $list }”供参考
       *[unsure] “{ $list }”不能确定
    }
shopper-quoted = { $line }：{ $original }

## 公司的回应

answer-line = { $party }作出回应（{ $date }）
answers-none = 我们未见该公司、其集团或与其同名者的回应。
answers-others = 我们未见该公司本身的回应；其集团或与其同名的另一方已有回应。
answers-class = 该条目针对的是一类商品，因此没有公司需要回应。

## 未列出的内容和来源

left = 证据中还有：{ $items }。
left-item =
    { $what ->
        [steps] { $count }个中间环节
        [namesakes] { $count }个其他相近名称
        [lists] { $count }份清单或措施
        [claims] { $count }项说法
        [answers] { $count }项回应
       *[rules] { $count }项有关家庭的规定
    }
sources-intro = 来源：
source-line = [{ $number }] { $title }（{ $date }）{ $address }
reach = 最新来源日期：{ $date }；此后的事情可能未包含在内。
closing-quoted = 引号内的语句是我们的概括。
closing = 本说明不构成法律意见。

# Lo que se dice a los compradores, en español. Véase en.ftl para las reglas.

## Fechas

date-day = { $day } de { $month } de { $year }
date-month = { $month } de { $year }
date-year = { $year }
date-unknown = fecha no indicada
month =
    { $number ->
        [1] enero
        [2] febrero
        [3] marzo
        [4] abril
        [5] mayo
        [6] junio
        [7] julio
        [8] agosto
        [9] septiembre
        [10] octubre
        [11] noviembre
       *[12] diciembre
    }

## Enlaces

sentences = { $first } { $next }
phrases = { $first }, { $next }
row-comma = { $first }, { $next }
# El último elemento puede empezar por el sonido «i»; los nombres de campos no lo hacen.
row-and = { $first } y { $last }
name-native = { $name } ({ $native })
original = «{ $sentence }» (texto original en inglés)
more = y { $count } más, en las pruebas
class-name =
    { $class ->
        [drone] drones
        [router] enrutadores domésticos
        [inverter] inversores de corriente
        [robot] dispositivos robóticos avanzados
       *[other] { $name }
    }
class-foreign = { $name } producidos en un país extranjero

## El texto breve

short =
    { $ground ->
        [named] El fabricante o la marca de este producto, { $target }, { $listed }.
        [subsidiary] El fabricante o la marca de este producto es filial de { $target }, que { $listed }.
        [control] { $target }, que controla al fabricante o la marca de este producto o participa en su capital, { $listed }.
        [affiliate] El fabricante o la marca de este producto es una empresa vinculada a { $target }, que { $listed }.
        [made_by] { $target } { $listed }; este producto, vendido con otra marca, lo fabrica esa empresa u otra de su grupo.
        [made_by_part] { $target } { $listed }; esa empresa u otra de su grupo fabrica una parte de lo que se vende con esta marca, y este producto parece ser de esa parte.
        [component] { $target } { $listed }; una pieza de este producto procede de esa empresa o de otra de su grupo.
        [sold_by] La tienda que ofrece este producto está vinculada a { $target }, que { $listed }.
       *[class] Los productos de este tipo ({ $target }) { $listed }.
    }
short-list =
    { $whom ->
        [class] figuran en la lista oficial «{ $list }» ({ $since })
       *[party] figura en la lista oficial «{ $list }» ({ $since })
    }
short-lists =
    { $first } y en { $count ->
        [one] otra lista más
       *[other] otras { $count } listas
    }
short-lists-mixed =
    { $first }, y además en { $count ->
        [one] otra lista o bajo otra medida
       *[other] otras { $count } listas o medidas
    }
short-measure =
    { $whom ->
        [class] están sujetos a la medida de un gobierno «{ $list }» ({ $since })
       *[party] está sujeta a la medida de un gobierno «{ $list }» ({ $since })
    }
short-measures =
    { $first } y a { $count ->
        [one] otra más
       *[other] otras { $count }
    }
short-purposes = Esa inscripción abarca los equipos solo para ciertos usos, como { $purpose }.
purposes = Esa inscripción abarca los equipos solo en la medida en que se usen para { $purposes }.
purpose =
    { $purpose ->
        [public_safety] la seguridad pública
        [government_facilities] la seguridad de instalaciones públicas
        [critical_infrastructure] la vigilancia de infraestructuras críticas
        [national_security] otros fines de seguridad nacional
       *[household] el uso doméstico
    }
unlisted = Que sepamos, { $name } no figura en ninguna lista.
short-claim =
    { $whom ->
        [target] Sobre esta empresa consta, en cuanto a { $subject }: { $status } ({ $by }).
        [group] Sobre { $among } empresas en conjunto, entre ellas esta, consta, en cuanto a { $subject }: { $status } ({ $by }).
        [group_party] Sobre { $among } empresas en conjunto, entre ellas { $about }, consta, en cuanto a { $subject }: { $status } ({ $by }).
       *[party] Sobre { $about } consta, en cuanto a { $subject }: { $status } ({ $by }).
    }
short-answer =
    { $answered ->
        [company] La empresa ha respondido; ambas posturas constan en el texto completo.
        [party] { $party } ha respondido; ambas posturas constan en el texto completo.
       *[no] No nos consta ninguna respuesta de la empresa ni de su grupo.
    }

## Quién está detrás del producto

who-listing = A { $first } apuntan los datos del anuncio.
who-namesakes =
    { $count ->
        [one] { $names } lleva un nombre parecido, pero es otra empresa y no se trata de ella.
       *[other] { $names } llevan un nombre parecido, pero son otras empresas y no se trata de ellas.
    }
who-same = Es { $target } quien figura en las listas que se citan a continuación, y no solo una empresa relacionada.
step =
    { $relation ->
        [subsidiary_of] { $from } es filial de { $to }
        [brand_of] { $from } es una marca de { $to }
        [made_by] Los productos de { $from } los fabrica { $to }
        [made_by_most] La mayor parte de los productos de { $from } la fabrica { $to }
        [made_by_some] Una parte de los productos de { $from } la fabrica { $to }
        [made_by_few] Unos pocos productos de { $from } los fabrica { $to }
        [affiliate_of] { $from } es una empresa vinculada a { $to }
        [succeeded_by] A { $from } le sucedió { $to }
        [same_group_as] { $from } forma parte del mismo grupo que { $to }
        [owns] { $to } tiene una participación en { $from }
        [controls] { $to } controla { $from }
        [supplies_component] { $to } suministra piezas de lo que vende { $from }
        [sold_by] { $from } es una tienda que vende productos de { $to }
       *[other] { $from } está relacionada con { $to }
    }
step-cited = { $step } ({ $when }), según { $sources }.
step-uncited = { $step } ({ $when }).
when-until =
    { $span ->
        [day] hasta el { $date }
       *[longer] hasta { $date }
    }
when-confirmed = última confirmación: { $date }
when-unstated = fechas no indicadas
when-share = participación del { $share } %
when-shares = participación de entre el { $min } y el { $max } %
when-scope = limitado a: { $scope }

## Listas

lists-intro =
    { $count ->
        [one] { $target } figura en esta lista oficial:
       *[other] { $target } figura en estas listas oficiales:
    }
lists-intro-mixed =
    { $count ->
        [one] { $target } está sujeta a esta medida:
       *[other] { $target } figura en estas listas y está sujeta a estas medidas:
    }
lists-intro-class =
    { $count ->
        [one] Los productos de este tipo ({ $target }) figuran en esta lista oficial:
       *[other] Los productos de este tipo ({ $target }) figuran en estas listas oficiales:
    }
list-line = «{ $list }» ({ $kind }), { $since }. { $purpose } { $sources }
list-kind =
    { $kind ->
        [measure] medida de un gobierno, no una lista
       *[list] lista oficial
    }
since =
    { $span ->
        [day] desde el { $date }
       *[longer] desde { $date }
    }
since-seen = primera constancia: { $date }; no se ha publicado la fecha de inclusión
since-unknown = fecha de inclusión no indicada
list-purpose =
    { $list ->
        [s889] Limita lo que pueden comprar y usar los organismos federales de Estados Unidos, sus contratistas y quienes gastan subvenciones federales.
        [fcc-covered] Enumera equipos y servicios de comunicaciones que las autoridades de Estados Unidos consideran un riesgo para la seguridad; en ella se basan normas sobre subvenciones, autorización y venta.
        [dod-1260h] Enumera empresas que el Departamento de Defensa de Estados Unidos considera vinculadas a un ejército; en ella se basan normas sobre las compras de ese departamento.
        [bis-entity-list] Limita las exportaciones desde Estados Unidos a las empresas que nombra.
        [bis-meu] Limita la exportación de determinados bienes a empresas consideradas usuarios finales militares.
        [bis-dpl] Nombra a quienes no pueden participar en exportaciones desde Estados Unidos.
        [ofac-nscmic] Limita la compraventa de valores de las empresas que nombra.
        [ofac-sdn] Nombra a aquellos con quienes las personas sujetas a la ley de Estados Unidos no pueden tener tratos.
        [uflpa] Nombra empresas cuyos productos no se pueden importar a Estados Unidos por el trabajo forzoso que ven las autoridades de ese país.
        [cbp-wro] Detiene mercancías en las fronteras de Estados Unidos por trabajo forzoso.
        [icts-kaspersky] Prohíbe la venta de determinados programas informáticos en Estados Unidos.
        [icts-vehicles] Limita determinados equipos y programas de los vehículos conectados.
        [s5949] Limita, desde las fechas que fija, qué chips puede llevar lo que compran los organismos federales de Estados Unidos.
        [s154] Limita, desde las fechas que fija, de quién puede comprar baterías el Departamento de Defensa de Estados Unidos.
        [asda-drones] Limita, desde las fechas que fija, qué drones pueden comprar los organismos federales de Estados Unidos y quienes gastan dinero federal.
        [canada-ica] Ordena a la empresa mencionada cesar su actividad en Canadá.
        [us-fl-drones] Establece qué drones pueden usar los organismos públicos de Florida.
        [eu-csa-proposal] Es una propuesta y todavía no obliga a nadie.
        [canada-federal-use] Prohíbe a los organismos federales de Canadá comprar y usar los productos de la empresa mencionada.
        [canada-ica] Es una orden sobre la actividad de una empresa en Canadá.
        [uk-procurement] Excluye a proveedores de los contratos públicos en el Reino Unido.
        [uk-sensitive-sites] Mantiene determinados equipos de vigilancia fuera de los lugares sensibles del Gobierno.
        [au-removal] Hizo retirar determinadas cámaras de edificios públicos.
        [texas-prohibited] Excluye determinada tecnología de los aparatos de los organismos públicos de Texas.
        [eu-sanctions] Congela los bienes de quienes nombra; desde la Unión Europea no se puede poner nada a su disposición.
        [uk-sanctions] Congela en el Reino Unido los bienes de quienes nombra, o limita de otro modo los tratos con ellos.
        [un-sanctions] Obliga a los Estados a congelar los bienes de quienes nombra, o a imponer otros límites.
        [eu-forced-labour] Excluye del mercado de la Unión Europea los productos en los que se haya constatado trabajo forzoso.
       *[other] { "" }
    }

## Lo que se dice

claims-intro = Qué se dice, quién lo dice y con qué valor. Una declaración por sí sola nunca da lugar a este aviso.
claim-line = { $status }, { $by }, { $date }; tema: { $subject }; sobre { $about }: { $original } { $sources }
claim-status =
    { $status ->
        [official_finding] Conclusión oficial
        [court_ruling] Resolución judicial
        [allegation] Acusación, no establecida por ningún tribunal ni autoridad
        [company_filing] Documento presentado por la empresa
       *[report] Informe o noticia
    }
claim-status-short =
    { $status ->
        [official_finding] conclusión oficial
        [court_ruling] resolución judicial
        [allegation] acusación
        [company_filing] documento presentado por la empresa
       *[report] informe o noticia
    }
claim-subject =
    { $subject ->
        [rights_abuse] violaciones de los derechos humanos
        [forced_labour] trabajo forzoso
        [security] seguridad
        [military] vínculos militares
        [state_control] control estatal
        [supply_link] relaciones de suministro
       *[other] otros asuntos
    }

## Qué significa para quien compra

shopper-intro = Qué significa para quien compra:
shopper-line =
    { $severity ->
        [block] No permitido
        [limit] Limitado
        [check] Debe comprobarse
        [info] A título informativo
       *[unsure] No es seguro
    } – «{ $list }»: { $original } ({ $citation })
shopper-allowed = Sin restricciones para un hogar según: { $lists }.
list-name = «{ $list }»
shopper-lawful = En relación con estas listas, no conocemos ninguna norma que prohíba a un hogar comprarlo o usarlo.
shopper-none = Aquí no consta nada sobre lo que esto significa para un hogar: ni que esté permitido ni que no lo esté.

## La respuesta de la empresa

answers-intro = Respuestas de empresas de las que hay constancia:
answer-line = { $party }, { $date }: { $original } { $sources }
answers-none = No nos consta ninguna respuesta de la empresa, de su grupo ni de nadie que lleve su nombre.
answers-others = Que sepamos, la propia empresa no ha respondido. Sí lo han hecho otras de su grupo o de su nombre:
answers-class = La inclusión se refiere a un tipo de producto, no a una empresa; no hay respuesta de ninguna empresa que recoger.

## Fuentes

source-cited = «{ $title }» ({ $date }) [{ $number }]
source-number = [{ $number }]
sources-intro = Fuentes:
source-line = [{ $number }] { $title } ({ $date }) { $address }
reach = La fuente más reciente de este aviso es de { $date }; lo ocurrido después puede no constar en él.
closing = Este aviso recoge lo que dicen las fuentes citadas. Las frases entre comillas proceden de nuestro registro y no son citas literales de las fuentes. Trata de empresas y de normas, no de personas, y no es asesoramiento jurídico. Pruebas: { $evidence }

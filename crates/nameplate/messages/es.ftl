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
        [named] El fabricante o la marca de este producto es { $target }. Esta empresa { $listed }.
        [subsidiary] { $who } es filial de { $target }, que { $listed }.
        [control] { $who } tiene por controlador o accionista a { $target }, que { $listed }.
        [affiliate] { $who } es una empresa vinculada a { $target }, que { $listed }.
        [made_by] Lo fabrica { $target } o su grupo para otra marca. Esta empresa { $listed }.
        [made_by_part] { $target } o su grupo fabrica una parte de lo que se vende con esta marca, al parecer también este producto. Esta empresa { $listed }.
        [component] Una pieza de este producto procede de { $target } o de su grupo. Esta empresa { $listed }.
        [sold_by] La tienda que ofrece este producto está vinculada a { $target }. Esta última { $listed }.
       *[class] Los productos de este tipo ({ $target }) { $listed }.
    }
short-who =
    { $known ->
        [unlisted] { $name } (en ninguna lista conocida)
       *[other] El fabricante o la marca de este producto
    }
short-unlisted = { $name } no figura en ninguna lista conocida.
short-list =
    { $whom ->
        [class] figuran en la lista oficial «{ $list }» ({ $terms })
       *[party] figura en la lista oficial «{ $list }» ({ $terms })
    }
short-measure =
    { $whom ->
        [class] están sujetos a la medida de un gobierno «{ $list }» ({ $terms })
       *[party] está sujeta a la medida de un gobierno «{ $list }» ({ $terms })
    }
short-seen = visto allí desde { $date }
short-terms =
    { $limited ->
        [yes] { $since }, solo para ciertos usos
       *[no] { $since }
    }
short-more =
    { $kinds ->
        [lists] { $first } y en { $count ->
            [one] otra lista
           *[other] otras { $count } listas
        }
        [measures] { $first } y a { $count ->
            [one] otra medida
           *[other] otras { $count } medidas
        }
        [besides] { $first }, además de { $count ->
            [one] una medida de un gobierno
           *[other] { $count } medidas de gobiernos
        }
       *[mixed] { $first } y otras { $count } listas o medidas
    }
short-claim =
    { $whom ->
        [target] { $status } ({ $by }) sobre ella: { $subject }.
        [group] { $status } ({ $by }) sobre ella, entre { $among } empresas: { $subject }.
        [group_party] { $status } ({ $by }) sobre { $among } empresas, incluida { $about }: { $subject }.
       *[party] { $status } ({ $by }) sobre { $about }: { $subject }.
    }
short-claims =
    Constan { $count ->
        [one] una declaración
       *[other] { $count } declaraciones
    } y { $answers ->
        [0] ninguna respuesta
        [one] una respuesta
       *[other] { $answers } respuestas
    }: véase el texto completo.
short-answer =
    { $answered ->
        [it] Ha respondido.
        [company] La empresa inscrita ha respondido.
        [party] { $party } ha respondido.
       *[no] No nos consta ninguna respuesta.
    }

## Quién está detrás del producto

who-listing =
    { $whom ->
        [class] Los datos del anuncio apuntan a productos de este tipo: { $first }.
       *[party] Los datos del anuncio apuntan a la propia { $first }.
    }
who-namesakes =
    { $count ->
        [one] { $names } lleva un nombre parecido, pero es otra empresa y no se trata de ella.
       *[other] { $names } llevan un nombre parecido, pero son otras empresas y no se trata de ellas.
    }
unlisted = { $name } (en ninguna lista conocida)
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
step-next =
    { $relation ->
        [subsidiary_of] Esta última es filial de { $to }
        [brand_of] Ese nombre es una marca de { $to }
        [made_by] Sus productos los fabrica { $to }
        [made_by_most] La mayor parte de los productos de esta última la fabrica { $to }
        [made_by_some] Una parte de los productos de esta última la fabrica { $to }
        [made_by_few] Unos pocos productos de esta última los fabrica { $to }
        [affiliate_of] Esta última es una empresa vinculada a { $to }
        [succeeded_by] A esta última le sucedió { $to }
        [same_group_as] Esta última forma parte del mismo grupo que { $to }
        [owns] { $to } tiene una participación en esta última
        [controls] { $to } controla esta última
        [supplies_component] { $to } suministra piezas de lo que vende esta última
        [sold_by] Esta última es una tienda que vende productos de { $to }
       *[other] Esta última está relacionada con { $to }
    }
step-dated = { $step } ({ $when })
cited = { $words } [{ $number }]
sentence = { $words }.
when-until =
    { $span ->
        [day] hasta el { $date }
       *[longer] hasta { $date }
    }
when-confirmed = última confirmación: { $date }
when-share = participación del { $share } %
when-shares = participación de entre el { $min } y el { $max } %
when-scope = limitado a: { $scope }

## Listas

lists-many =
    { $kinds ->
        [lists] De { $count } listas oficiales que nombran a { $target }, la principal para un hogar es «{ $list }» ({ $kind }), { $since }
        [measures] De { $count } medidas de gobiernos que nombran a { $target }, la principal para un hogar es «{ $list }» ({ $kind }), { $since }
       *[mixed] De { $count } listas y medidas que nombran a { $target }, la principal para un hogar es «{ $list }» ({ $kind }), { $since }
    }
list-line =
    { $whom ->
        [class] Los productos de este tipo figuran en «{ $list }» ({ $kind }), { $since }
       *[party] { $target } figura en «{ $list }» ({ $kind }), { $since }
    }
purposes = Abarca equipos solo para ciertos usos: { $purposes }.
purpose =
    { $purpose ->
        [public_safety] seguridad pública
        [government_facilities] edificios públicos
        [critical_infrastructure] infraestructuras críticas
        [national_security] otros fines de seguridad nacional
       *[household] uso doméstico
    }
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
since-seen = visto allí desde { $date }, sin fecha de inclusión publicada
since-unknown = fecha de inclusión no indicada
list-purpose =
    { $list ->
        [s889] Limita lo que pueden comprar y usar los organismos federales de Estados Unidos, sus contratistas y quienes gastan subvenciones federales.
        [fcc-covered] Enumera equipos y servicios de comunicaciones que las autoridades de Estados Unidos consideran un riesgo para la seguridad.
        [dod-1260h] Enumera empresas que el Departamento de Defensa de Estados Unidos considera vinculadas a un ejército.
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

## Qué se dice

claim-line = { $status }, { $by }, { $date }, sobre { $subject }
claim-about =
    { $whom ->
        [target] Se refiere a la empresa inscrita.
        [group] Se refiere a { $among } empresas en conjunto, entre ellas la inscrita.
        [group_party] Se refiere a { $among } empresas en conjunto, entre ellas { $about }.
       *[party] Se refiere a { $about }.
    }
summary = En resumen: { $original }
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
        [official_finding] Conclusión oficial
        [court_ruling] Resolución judicial
        [allegation] Acusación (no establecida)
        [company_filing] Documento de la empresa
       *[report] Informe o noticia
    }
claim-subject =
    { $subject ->
        [rights_abuse] violaciones de derechos humanos
        [forced_labour] trabajo forzoso
        [security] seguridad
        [military] vínculos militares
        [state_control] control estatal
        [supply_link] relaciones de suministro
       *[other] otros asuntos
    }

## Qué significa para quien compra

shopper-lawful =
    { $kept ->
        [yes] Para quien compra: según estas listas, no conocemos ninguna norma que prohíba a un hogar comprarlo, conservarlo o usarlo.
       *[no] Para quien compra: según estas listas, no conocemos ninguna norma que prohíba a un hogar comprarlo o usarlo.
    }
shopper-part =
    { $count ->
        [one] Para quien compra: una de estas { $all } listas y medidas no restringe nada para un hogar.
       *[other] Para quien compra: { $count } de estas { $all } listas y medidas no restringen nada para un hogar.
    }
shopper-none = Para quien compra: aquí no consta nada sobre lo que esto significa para un hogar. No se dice que esté permitido ni que no lo esté.
shopper-evidence = Para quien compra: lo que dicen las normas sobre un hogar está en las pruebas. Con ello no se afirma que todo esté permitido.
shopper-kept = Lo que un hogar ya tiene, puede conservarlo o usarlo.
shopper-papers =
    { $list ->
        [fcc-covered] Un modelo nuevo sin autorización de la FCC no debería estar a la venta: pida esa autorización al vendedor.
       *[other] { "" }
    }
shopper-line =
    { $severity ->
        [block] No permitido según «{ $list }»
        [limit] Limitado según «{ $list }»
        [check] Debe comprobarse según «{ $list }»
        [info] A título informativo, «{ $list }»
       *[unsure] No es seguro según «{ $list }»
    }
shopper-quoted = { $line }: { $original }

## La respuesta de la empresa

answer-line = { $party } respondió ({ $date })
answers-none = No nos consta ninguna respuesta de la empresa, de su grupo ni de nadie que lleve su nombre.
answers-others = No nos consta ninguna respuesta de la propia empresa; sí la de otra de su grupo o de su nombre.
answers-class = La inscripción se refiere a un tipo de producto, así que ninguna empresa tiene una respuesta que dar.

## Lo que queda fuera, y las fuentes

left = En las pruebas: { $items }.
left-item =
    { $what ->
        [steps] { $count ->
            [one] un paso intermedio
           *[other] { $count } pasos intermedios
        }
        [namesakes] { $count ->
            [one] otro nombre parecido
           *[other] otros { $count } nombres parecidos
        }
        [lists] { $count ->
            [one] una lista o medida
           *[other] { $count } listas o medidas
        }
        [claims] { $count ->
            [one] una declaración
           *[other] { $count } declaraciones
        }
        [answers] { $count ->
            [one] una respuesta
           *[other] { $count } respuestas
        }
       *[rules] { $count ->
            [one] una norma para hogares
           *[other] { $count } normas para hogares
        }
    }
sources-intro = Fuentes:
source-line = [{ $number }] { $title } ({ $date }) { $address }
reach = Fuente más reciente: { $date }; puede faltar lo ocurrido después.
closing-quoted = Las frases entre comillas son resúmenes nuestros.
closing = Esto no es asesoramiento jurídico.

# Lo que dice la propia extensión, en español. Véase en.ftl para las reglas.

## On a page of a shop

badge-party = Conduce a { $target }
badge-class = Un tipo de producto inscrito en una lista
badge-open = Nameplate: { $badge } – abrir para leer quién está detrás de este producto
close = Cerrar

## What was found

title-connected = Quién está detrás de este producto
title-review = No es seguro, y por qué
title-nothing = Leído: no se encontró nada
title-silent = Leído: no nombra a ningún fabricante
title-not-judged = No se pudo juzgar
title-unread = No se pudo leer
title-working = Leyendo la página
title-broken = El motor no respondió
lead-nothing = La página se leyó. Nada en ella conduce a una empresa o a un tipo de producto de las listas que contiene esta extensión. Esto no es un certificado: abajo se dice lo que no contiene.
lead-silent = La página se leyó, y nada en ella dice quién hizo el producto. Por eso no se encontró nada, ni podía encontrarse. Esto no es un certificado.
lead-not-judged = El motor no pudo juzgar lo que dice la página: { $why }
lead-unread = Esta página no dice lo que vende de un modo que se pueda leer. No se juzgó nada. Abajo puede escribir qué es.
lead-refused = El navegador no deja que ninguna extensión lea esta página. No se juzgó nada. Abajo puede escribir qué es.
lead-broken = No se juzgó nada, así que esto no dice nada del producto. Cierre esta ventana e inténtelo de nuevo.
lead-review = Algo de lo que dice la página apunta a { $target }. No basta para decir que el producto conduce allí.
lead-results = { $count ->
        [one] Se leyó una oferta de esta página
       *[other] Se leyeron { $count } ofertas de esta página
    }; { $connected ->
        [0] ninguna conduce a una empresa inscrita. Esto no es un certificado.
        [one] una conduce a una empresa inscrita o es de un tipo inscrito.
       *[other] { $connected } conducen a una empresa inscrita o son de un tipo inscrito.
    }
left-out = La página contiene más de lo que se lee de una página, o datos que no se pudieron leer; lo que quedó fuera no se juzgó.
read-as = Lo que se leyó

## Who

section-who = Quién está detrás
party-maker = Fabricante
party-brand = Marca
party-seller = Vendedor
name-native = { $name } ({ $native })
not-meant = No se refiere a, nombre parecido
unsure-name = quizá { $name }

## How we know

section-how = Cómo lo sabemos
step-page = En la página, { $field }: «{ $text }»
field =
    { $field ->
        [title] título
        [brand] marca
        [manufacturer] fabricante
        [seller] vendedor
        [seller_address] dirección del vendedor
        [model] número de modelo
        [gtin] número de producto (GTIN)
        [fcc_id] FCC ID
        [text] descripción
        [category] categoría
        [origin] país de origen
        [responsible_person] persona responsable
       *[other] texto
    }
hop =
    { $relation ->
        [subsidiary_of] { $from } es filial de { $to }
        [brand_of] { $from } es una marca de { $to }
        [made_by] { $extent ->
            [all] Lo que se vende como { $from } lo fabrica { $to }
            [most] La mayor parte de lo que se vende como { $from } la fabrica { $to }
            [some] Una parte de lo que se vende como { $from } la fabrica { $to }
            [few] Unos pocos de los productos que se venden como { $from } los fabrica { $to }
           *[unstated] Lo que se vende como { $from } lo fabrica { $to }; no consta en qué medida
        }
        [affiliate_of] { $from } es una empresa vinculada a { $to }
        [succeeded_by] A { $from } le sucedió { $to }
        [same_group_as] { $from } y { $to } pertenecen a un mismo grupo
        [owns] { $from } tiene una participación en { $to }
        [controls] { $from } controla { $to }
        [supplies_component] { $from } suministra una pieza de { $to }
        [sold_by] { $from } lo vende { $to }
       *[other] { $from } está relacionada con { $to }
    }
standing-alleged = según una acusación
standing-reported = según una sola fuente
share-exact = { $share } % de ella
share-between = entre el { $min } % y el { $max } % de ella
since = desde: { $date }
since-unknown = comienzo no indicado
until = hasta: { $date }
last-confirmed = última confirmación: { $date }
on-list = { $name } figura en «{ $list }»
class-on-list = { $name }: lo nombra «{ $list }»
under-measure = «{ $list }» afecta a { $name }
more = { $count } más

## What it means

section-law = Qué significa para usted
asked-for =
    { $reader ->
        [consumer] Para un hogar
        [retailer] Para una tienda
        [importer] Para un importador
        [exporter] Para un exportador
        [agency] Para un organismo público
        [contractor] Para un contratista de un organismo público
        [grant_recipient] Para quien gasta subvenciones públicas
       *[investor] Para un inversor
    }, { $place }
place-any = en cualquier lugar
meaning =
    { $meaning ->
        [stop] Prohibido
        [may_bar] Puede estar prohibido
        [check] Compruébelo antes
        [cannot_tell] No se puede saber
        [know] Conviene saberlo
        [allowed] No prohibido
       *[no_rule] Ninguna norma conocida
    }
law-stop = Una norma lo prohíbe: abajo se dice qué acto.
law-may_bar = Una norma puede prohibirlo. No se conoce aquello de lo que depende.
law-check = Se permite con límites, o después de haber comprobado algo.
law-cannot_tell = No se puede saber si se aplica una norma.
law-know = No le obliga a nada. Decida usted.
law-allowed = Ninguna lista o norma que tengamos se lo prohíbe.
law-no_rule = Ninguna norma que tengamos se dirige a usted allí. Eso tampoco es un permiso.
act =
    { $act ->
        [buy] comprar
        [sell] vender
        [market] ofrecer
        [import] importar
        [export_to] exportar a ella
        [use] usar
        [authorise] autorizar
        [invest] invertir
        [contract] contratar
       *[own] poseer
    }
if-confirmed = si se confirma
not-read = no se leyó el texto de la norma, solo lo que se informa de ella

## What is said, and what is answered

section-said = Qué se dice, y qué responde la empresa
said-none = En el registro no hay declaraciones sobre abusos de las empresas de este camino.
said-beside = Junto a cada declaración está lo que la empresa dijo en fecha más próxima; todo lo que dice está en «más».
said-unanswered = No conocemos ninguna respuesta de las empresas de este camino.
claim =
    { $status ->
        [official_finding] Conclusión oficial
        [court_ruling] Fallo judicial
        [company_filing] Declaración de la empresa
        [report] Informe
       *[allegation] Acusación
    }
claim-subject =
    { $subject ->
        [rights_abuse] violaciones de derechos humanos
        [forced_labour] trabajo forzoso
        [security] seguridad
        [military] fuerzas armadas
        [state_control] control por un Estado
        [supply_link] cadena de suministro
       *[other] otros asuntos
    }
claim-by = { $by }, { $date }
claim-among = sobre { $count } empresas en conjunto
answer = Dicho por { $name }
answer-none = { $name }: no conocemos ninguna respuesta.

## What is owned already

section-own = Si ya tiene uno
owned =
    { $ask ->
        [remove] No lo use
        [report] Comuníquelo
        [buy_no_more] No compre más
        [ask] Infórmese antes
       *[keep] Conservarlo
    }
own-general = consejo general, no una conclusión sobre este producto
own-keep = Ninguna norma que tengamos para usted prohíbe poseerlo o usarlo, y hay normas que así lo dicen.
own-check = Antes de seguir usándolo, lea lo que las normas de arriba dicen sobre el uso.
own-unknown = No consta si para usted alguna norma prohíbe conservarlo. Esto no es ni permiso ni prohibición.
own-update = Actualizar: instale lo que el fabricante publique para él y ponga una contraseña propia. Cuando ya no haya actualizaciones, piense en sustituirlo.
own-isolate = Aislar: póngalo en una red aparte (una red de invitados) y desactive el acceso desde fuera que no use.
own-return = Devolver: si la tienda lo acepta depende de sus condiciones y de la ley del lugar donde lo compró; pregunte en la tienda y guarde el recibo.

## Review, other findings, sources

section-unsure = Qué lo aclararía
section-also = También conduce a
also-connected = { $name }
also-review = { $name } (no es seguro)
tier =
    { $tier ->
        [A] oficial o de la propia empresa
        [B] prensa o despacho jurídico
        [C] comunidad técnica
       *[D] sin fuente
    }
english = inglés
no-date = sin fecha

## What is held

held = Hechos investigados hasta: { $date }. No contiene las listas masivas de las autoridades (muchos miles de nombres).
held-lists = Hechos investigados, y las listas publicadas que se incluyeron en el registro, hasta: { $date }.
held-age = Nuestra fuente más reciente es de hace { $days } días; lo ocurrido después no está aquí.
held-old = Nuestra fuente más reciente es de hace { $days } días. Puede haber cambiado mucho: actualice el registro en las opciones.
held-expired = La fecha de este registro ha pasado: se sigue usando, y no contiene lo nuevo desde entonces.
held-here = La página se juzgó en este navegador. No se envió nada a ninguna parte.
no-advice = Esto no es asesoramiento jurídico.

## The window behind the toolbar's button

popup-always = Leer siempre las páginas de esta tienda
popup-always-on = Las páginas de esta tienda se leen siempre
popup-ask = O escriba qué es
popup-ask-label = marca, modelo o título
popup-ask-button = Buscar
popup-options = Opciones
popup-toolbar = Lo que hay aquí solo lo escribe Nameplate. Una página puede pintar sobre sí misma lo que quiera.

## Options

options-title = Nameplate: opciones
options-place = Dónde está
options-place-note = Las leyes cambian según el lugar. Un país con sus dos letras, con una parte o sin ella: US, US-TX, DE, EU, IN. Vacío: se dice lo que rige en cualquier parte.
options-place-wrong = Esto no es un lugar: dos letras, como US, DE o IN, con una parte o sin ella, como US-TX; o EU.
options-reader = Quién es usted
reader =
    { $reader ->
        [consumer] Un hogar
        [retailer] Una tienda
        [importer] Un importador
        [exporter] Un exportador
        [agency] Un organismo público
        [contractor] Un contratista de un organismo público
        [grant_recipient] Quien gasta subvenciones públicas
       *[investor] Un inversor
    }
options-notice = Cómo se lo dice
notice =
    { $notice ->
        [toolbar] Solo en la barra del navegador
        [open] Se abre por sí mismo cuando se encuentra algo
       *[badge] Una pequeña insignia en la página
    }
options-marks = Marcar ofertas en las páginas de resultados
options-theme = Colores
theme =
    { $theme ->
        [light] Claros
        [dark] Oscuros
       *[auto] Como el navegador
    }
options-language = Idioma
language-auto = Como el navegador
options-access = Qué páginas lee
options-access-note = Por sí misma no lee ninguna página. Lee la que usted mira cuando pulsa su botón en la barra del navegador.
options-all = Leer siempre las páginas de todos los sitios
options-all-on = Las páginas de todos los sitios se leen siempre
options-sites = Se leen siempre:
options-withdraw = Retirar
options-register = Qué sabe
options-register-built-in = El registro que vino con la extensión.
options-register-taken = Un registro tomado el: { $date }; edición { $sequence }, válido hasta: { $expires }.
options-register-lost = El registro que tomó no se pudo abrir; se usa el que vino con la extensión.
options-register-update = Actualizar desde un archivo
options-register-update-note = La extensión nunca descarga nada. Descargue usted un archivo de registro y elíjalo aquí. Solo se toma si lo firmó quien publica Nameplate, no ha caducado y no es más antiguo que el que se usa.
options-register-no-key = Esta versión se hizo sin la clave de quien publica, así que no toma archivos de registro.
options-register-accepted = Tomado: edición { $sequence }.
options-register-refused = No se tomó: { $why }
options-register-large = El archivo es demasiado grande para ser un registro.
options-register-older = Lo que sabe termina antes que lo que vino con la extensión.
options-register-back = Volver al registro que vino con la extensión
options-shops = Tiendas con lector propio
options-shops-note = Primero, y en todas partes, se leen los datos que las tiendas publican para los buscadores. Estos lectores los completan. Sin verificar: escrito según la forma de las páginas de la tienda, y aún no probado en las verdaderas.
unverified = sin verificar
verified = verificado: { $date }
options-privacy = La extensión no hace ninguna petición a ningún servidor, no guarda ningún registro de páginas y no cuenta nada a nadie.
saved = Guardado.

"""Filler: the words that every abstract uses, whatever it is about; they neither name a topic nor tie two papers."""

from functools import cache
from typing import Final

from papershelf.topics.words import STOP_WORDS, stem

_FILLER: Final = """
    ability able abundant accelerate accept access accomplish account accuracy accurate achieve acquire actual adapt
    add additional address adjust adopt advance advanced advantage affect agnostic aid aim al alleviate allow
    alternative amenable amount analysis analyze answer apparent appear applicable application apply approach
    appropriate arbitrary area argue argument arise art article aspect assess associated assume assumption attain
    attempt attractive author automatic available avenue average avoid aware barely base baseline basic basis beat
    become begin behave behind believe beneficial benefit best better big bridge bring broad build burden call
    capability capable capacity capture careful carry case cause central certain challenge challenging change
    characteristic characterize choice choose claim clear close code cohesive collect com combination combine common
    community comparable compare comparison compelling competing competitive complement complete complex complexity
    comprehensive comprise compute conceptual concern conclude conclusion concrete concurrent conduct confirm
    consequence consequently consider considerable consist consistent constitute constrain construct contain
    contemporary content context contribute contribution conventional core correct correspond cost counterpart couple
    cover create criterion critical crucial cumbersome current currently dataset de deal decade decide decrease
    dedicated deep deeply define degradation degrade deliver demand demonstrate depend derive describe design
    desirable desired despite detail determine develop differ different difficult difficulty direct discover discovery
    discuss distinct diverse dominant downside drastic draw drawback drive driven drop easy effect effective
    effectiveness efficacy efficient effort elaborate element eliminate elucidate emerge emergent emphasis empirical
    employ enable encompass encounter encourage end enhance enjoy ensure entail entire especially essential establish
    et evaluate evaluation evidence evident exact examine example exceed excel excellent exceptional excessive exhibit
    exist existing expand expect expensive experience experiment experimental explain explicit exploit explore extend
    extensive extent extra extract extreme face facilitate fact facto factor fail fair fall fashion faster favorable
    feasible final find finding fit fix flexible focus follow form formal formulate formulation fortunately forward
    found framework free fresh fruitful full fundamental future gain gap general generic github go goal good great
    greatly grow growth guarantee guide hamper hand handle hard heavy help helpful hide high highlight hinder hold
    hope hour however https huge human hundred idea ideal identical identify ignore ii iii illustrate immediate impact
    implement implementation imply importance important impose impressive improve improvement inadequate include
    incorporate increase incur independent indicate individual inferior influence inform inherent initial innovative
    input insight inspire instance insufficient integrate intend intensive interest interesting intermediate introduce
    intuition intuitive invaluable investigate investigation involve issue iteration join key kind lack large late
    lead learn leave lend length level leverage lie like limit limitation line list literature little long look lose
    lot low main maintain major majority manage manner margin marginal massive match mean meaningful measure mechanism
    meet merely merit method methodology metric million mind minimal minor mitigate mode moderate modern modest modify
    motivate motivation move multiple name necessary need neglect new notable note notion novel novelty number
    numerous objective observation observe obtain obvious occur offer old open operate opportunity opposed opt optimal
    order original outcome outperform output overall overcome overlook overview page paper paradigm parallel part
    particular past people perform performance person perspective phenomenon pick piece pipeline place plausible play
    please point poor popular portion pose posit possess possible potential powerful practical practice precise
    predominant prefer preliminary presence present prevail prevalent prevent previous primary principle principled
    prior problem procedure process produce profound progress prohibitive project prominent promise promising promote
    prone proper property proposal propose prospect prove provide public publish purpose pursue push question quick
    range rapid rate reach ready real realistic reason reasonable recent recently recipe recognized reduce refer
    regard regime relate related release relevant reliance rely remain remarkable remedy remove report represent
    require requirement research researcher resolve resort respect respective respectively respond rest restrict
    result resulting retain reveal review revisit rich rigorous rise role root run satisfactory satisfy save say scale
    scenario scheme scope scratch section seek select separate series serious serve set setting setup severe shape
    share short shortcoming show showcase side significant similar simple simplicity simply simultaneous single
    situation size slight small solely solid solution solve sophisticated sota source special specific specify speed
    stage stand standard start state statement step straightforward strategy strength strengthen strict strong study
    subject suboptimal subsequent substantial succeed success successful suffer sufficient suggest suit suitable
    summarize superior support surge surpass surprising surprisingly sustain system systematic tackle tailor task
    technique tend term test theme thing thorough thousand time today tool top topic total traditional train treat
    tremendous trend trivial true try turn type typical ubiquitous ultimate uncover underexplore undergo underlie
    understand understanding unfortunately unified uniform unify unique universal unlike unprecedented unsatisfactory
    update usage utility utilization utilize valid validate validation valuable value vanilla variable variant
    variation variety vary vast verify versatile version versus viable vs view vital want wide widespread work world
    worse worth write year yield
    """

_COMPARED: Final = """
    bigger cheaper closer deeper easier fewer finer fewest greater higher highest larger largest longer lower lowest
    quicker shorter simpler slower smaller smallest stronger wider
    """


@cache
def filler() -> frozenset[str]:
    """Return the stems of words that say nothing about a paper's subject, stop words among them."""
    return frozenset(map(stem, (*STOP_WORDS, *_FILLER.split(), *_COMPARED.split())))

"""Common first names and who mostly bears them.

A list of our own, from general knowledge. Names borne by many of either sex, be it in different countries (Andrea,
Kim, Jean), are first names that tell no gender. It is asked only where an article's titles and pronouns leave open
how somebody is spoken of.
"""

from __future__ import annotations

_HE = """
aaron abdallah abdelaziz abdelmadjid abdul abdullah abraham adam adil adolf adrian ahmad ahmed ahmet aiden alan
alasdair albert alejandro aleksandr aleksei alessandro alessio alexander alexei alexey alfred ali allan allen alvin
amir amit amitabh andre andreas andrei andrew andrii andriy andrzej andrés andy angelo angus anies anil anthony
antoine anton antonio antony anwar ari arjun arnold arthur arturo arun arvind ashok ashraf asif austin avigdor barack
barry bart bas bashar bashir ben benedict benigno benjamin benoit benoît bernard bernie bilal bilawal bill billy
binyamin bjorn bob bobby boris brad bradley brandon brendan brent brett brian bruce bruno bryan byron caleb calvin
carl carlo carlos carsten cesar charles charlie chinedu chris christian christopher chuck clarence clifford clint
colin connor conor corey cormac cory craig curtis cyril cyrus césar damian dan daniel danny darrell darren darryl dave
david davide dean declan deepak dennis derek desmond devin dick diego dieter dirk dmitri dmitriy dmitry dmytro dominic
don donald doug douglas dragan duncan dustin dwight dylan eamon earl ed eddie edgar eduardo edward edwin ehud ekrem
eli elias elijah elliott emanuel emeka emilio emmanuel emmerson emre enda enrique enzo erdem eric erik ernest ernesto
esteban ethan eugene evan evgeny evo ewan fabio faisal farid felipe felix ferdinand ferenc fernando floyd francesco
francis francisco franco francois frank franklin franz françois fred frederick friedrich fumio gabriel garrett garry
gary gavin geert gene geoff geoffrey george gerald gerard gerardo gerhard giacomo gianni gideon gilbert giorgio
giovanni giuseppe glen glenn goran gordon graham grant greg gregory grégoire guido guillaume guillermo gulbuddin
gunter gus gustavo guy gyorgy györgy günter günther haider hakan hal hamid hamish hamza hans harold harry harvey
hassan hazem hector heinrich helmut hendrik henri henrik henrique henry herbert herman hiroshi hossein howard hugh
hugo hussein iain ian ibrahim ignacio igor imran isaac ismail istvan ivan ivo jack jacob jacques jagmeet jair jake
jamal james janos janusz jared jaroslav jason javad javier jay jeb jeff jeffrey jens jeremy jeroen jerome jerry jesse
jesus jesús jim jimmy joao joaquin joe joel johan johann johannes john johnny jon jonah jonathan joost jorge joris
jose josef joseph josh joshua josé joão juan juergen julian julio julius jurgen justin jérôme jürgen kais kareem karim
karl karsten keir keith kemal ken kenji kenneth kevin khaled khalid klaas klaus kobus kofi konstantin kristian
krzysztof kurt kwame kwasi kyle lance larry lars laszlo laurent lawrence lech len leo leon leonard leonardo leroy liam
lionel lloyd lorenzo lothar louie louis luca lucas ludwig luigi luis luiz luke luís lászló maarten mads magnus
mahathir mahmoud malcolm manfred manmohan manuel marc marcel marcelo marco marcos marcus marek mario mariusz mark
martin martín marvin mateo mateusz mathew mathieu matt matteo matthew matthias maurice mauricio max maxim maximilian
mehdi mehmet melvin michael michel micheál mick miguel mike mikhail miles milos miloš milton miroslav mitch mitchell
mitt mohamad mohamed mohammad mohammed mokhtar moncef moses moshe muhammad muhammed muhyiddin mukesh muqtada mustafa
naftali najib narendra nathan nathaniel naveed nawaz ned neil nelson newt niall nicanor nicholas nick nicolas niels
nigel nikolai nitin noah noel norman nouri olaf oleg oleksandr oliver olivier olusegun omar orlando orrin osama oscar
otto owen pablo padraig paolo patrick paul paulo pavel pavlo pedro percy perry pervez pete peter petr petro phil
philip philippe pierre pieter pietro piotr prabowo prakash pranab prashant rached radoslaw radosław rafael rahm rahul
raila rainer raj rajesh rajiv rakesh ralf ralph ramesh ramon ramón rand randall randy rashid raul ravi ray raymond
raúl recep reginald reid reince reinhard rex ricardo rich richard rick ricky rishi rob robert roberto rod roderick
rodney rodrigo roger rohit roland rolf roman ron ronald ronnie rory ross roy ruben rudolf rudolph rudy rupert russ
russell ryan sachin sadiq saeed sajid salman salvador salvatore sam samuel sander sandor sanjay santiago saul scott
seamus sean sebastian sebastien selahattin sergei sergey sergio serhiy seth shane shaun shawn shehbaz sheldon shinzo
shlomo silvio simon soren stanley stefan stefano stephan stephen steve steven stewart stuart stéphane sunil suresh
sven syed sébastien takeshi tarek tariq ted tendai terrence thabo theo theodore thierry thomas thorsten tim timothy
tito tobias toby todd tom tomas tomasz tommy tomás tony torsten travis trent trevor trey tyler uhuru uwe vernon victor
vijay vikas vikram viktor vince vincent vincenzo virgil vitali vitaly vladimir vladislav volodymyr wade waleed walid
wallace walter warren wayne wesley wilhelm will willard willem william willie winston wojciech wolf wolfgang wyatt
xavier yahya yair yasser yevgeny yitzhak yoav yoshihide yousef youssef yuri yusuf yves zachary zbigniew zoran ángel
óscar
"""

_SHE = """
aaliyah abigail ada adele adriana agnes agnieszka aisha akie alberta alejandra alexandra alexandria alice alicia alina
alison alisyn allison alma amal amanda amber amelia amina amy amélie ana anastasia anaïs angela angelica angelina
anita anja anjali anke ann anna annalena anne annette annie annika antje antoinette aoife april ariana arlene asma
astrid audrey aurélie ava barbara beata beatrice beatriz becky belinda belén benazir bernadette bernice beth betsy
bettina betty beverly bianca birgit blanca bonnie brandi breanna brenda bridget brigid brigitte britta brittany
bronwyn busisiwe caitlin caitlyn camila camilla candace carla carly carmen carol carole carolina caroline carolyn
carrie catalina catherine cathy cecilia celeste celia chantal charlotte chelsea cheryl chiara chimamanda chloe
christiane christina christine ciara cindy claire clara claudia clémence colleen condoleezza connie constance consuelo
cora cornelia cristina crystal cynthia céline dagmar daisy danielle danuta daphne daria darlene dawn debbie deborah
debra deirdre delia delores delphine denise diana diane dianne dilma dolores donna dora doris dorothy ebba edith
eileen ekaterina elaine eleanor elena elisabeth elise eliza elizabeth elke ella ellen eloise elsa elsie emilia emily
emma erica erika erin esperanza estelle esther eszter ethel eunice eva evelyn ewa faith fatima fatma federica felicia
fernanda fiona florence folake frances francesca franziska françoise frida gabriela gabriella gail gayle gemma
genevieve geneviève georgia geraldine gerda gertrude ghazala gillian gina giorgia gisela giulia gladys gloria grace
graciela grainne grazyna greta gretchen gudrun gwen gwendolyn hailey hala halina hanan hannah hanne harriet hauwa
hazel heather heidi heike helen helena helene helle henrietta hilary hilda hildegard hillary hina holly hope huda huma
hélène ida ilona ilse imelda indira ines inger ingrid inés irene irina iris iryna isabel isabella isabelle ivanka ivy
jacinda jacqueline jacquelyn jane janet janice jasmine jeanne jeannette jen jenna jennifer jenny jessica jill jo joann
joanna joanne jocelyn johanna jolanta joni josephine joséphine joy joyce juanita judith judy julia juliana julie
juliet june justine jutta kaitlyn kaja kamala karen karin katalin katarina katarzyna kate katharine katherine kathleen
kathryn kathy katie katja katrin katrina kay kayla kayleigh keiko keisha kellyanne kerstin khadija khaleda kimberly
kirsten kirstjen kristen kristi kristin kristina krystal krystyna laila lara larissa latoya laura lauren leah leanne
leila lena lene leona leticia lidia liesel lilian liliana lily linda lindiwe lisa liz lois lola lolita loretta lori
lorraine lotte louise lubna lucia lucille lucinda lucy lucía ludivine luisa luise lydia lynne mabel madeleine madeline
madison magdalena maggie maite maja malala malgorzata malia mamata mandy manon manuela marcela marcia margaret
margarete margarita margot maria mariam mariana marianne marie marilyn marina marine marjorie marlene marsha martha
mary maryam maría mathilde matilda maureen maxine may maya mazie małgorzata mechthild meera megan meghan megyn melania
melanie melinda melissa mercedes meredith mette mia michelle michiko mildred mindy miranda mireille miriam molly
monica monika monique muriel mylène myra mónica nadia nadja najat naledi nancy naomi natalia natalie natalya natasha
nawal neha nellie ngozi niamh nicole nikki nina noelle nomvula nora norma noémie nusrat océane odile oksana olena olga
olivia oprah orla pamela paola patricia patti patty paula pauline pearl peggy penelope penny pernille petra phoebe
phyllis pilar polly pooja pratibha priscilla priti priya rachel ragnhild ramona rania raquel rebecca regina renata
renate renee rhiannon rhonda rita roberta rocío rosa rosalind rosario rose rosemary roxanne ruby rukhsana ruth sabine
sabrina sahra sally samantha samia samira sanae sandra sanna sara sarah scarlett selena shabana shaniqua sharon sheila
shelley sheryl shireen shirley sigrid silke silvia sinead siobhan smriti sofia sofía soledad solveig solène sonia
sonya sophia sophie stefania steffi stella stephanie stephenie suad sue sunita susan susana susanna susannah susanne
suzanne svetlana sybille sylvia sylvie ségolène tamara tamika tammy tanya tara tatiana teresa teri thandiwe theresa
therese tiffany tina tomomi trudy tulsi tünde ulrike ursula uta ute valentina valeria valerie valérie vanessa vera
veronica verónica victoria violet virginia virginie vivian véronique waltraud wanda wangari wendy whitney whoopi wilma
winifred winnie ximena yasmin yolanda yulia yuriko yvette yvonne zainab zanele zdenka zeinab zoe zoey zofia zuzana
ágnes élisabeth élodie émilie
"""

_EITHER = """
alex andrea ashley camille casey dana dominique gabriele inge jackie jaime jamie jean jessie joan jody kerry
kim laurence laurie leslie lindsay lindsey lynn marian marion mel nicola nikita rene robin rowan sasha shannon sidney
simone stacey stacy terry tracy
"""

NICKNAMES: dict[str, frozenset[str]] = {
    formal: frozenset(short.split())
    for formal, short in {
        "abraham": "abe",
        "albert": "al bert",
        "alexander": "alex sandy sasha",
        "alexandra": "alex sandra sasha",
        "andrew": "andy drew",
        "anthony": "tony",
        "antonio": "tony",
        "barbara": "barb",
        "benjamin": "ben benny",
        "bernard": "bernie",
        "catherine": "cathy kate katie cat",
        "charles": "charlie chuck chas",
        "christine": "chris christie",
        "christina": "chris tina",
        "christopher": "chris kit",
        "daniel": "dan danny",
        "david": "dave davey",
        "deborah": "deb debbie debra",
        "dmitry": "dima dmitri",
        "donald": "don donny",
        "dorothy": "dot dottie",
        "douglas": "doug",
        "edward": "ed eddie ted ned",
        "elizabeth": "liz beth betty betsy lizzie eliza",
        "emmanuel": "manny",
        "eugene": "gene",
        "francis": "frank",
        "frederick": "fred freddie",
        "gerald": "gerry jerry",
        "gregory": "greg",
        "harold": "harry hal",
        "henry": "harry hank",
        "jacob": "jake",
        "james": "jim jimmy jamie",
        "jeffrey": "jeff",
        "jennifer": "jen jenny",
        "john": "jack johnny jon",
        "jonathan": "jon",
        "joseph": "joe joey",
        "joshua": "josh",
        "judith": "judy",
        "katherine": "kate kathy katie kay",
        "kathleen": "kathy kate katie",
        "kenneth": "ken kenny",
        "lawrence": "larry",
        "leonard": "len lenny leo",
        "margaret": "maggie meg peggy margie",
        "matthew": "matt",
        "michael": "mike mick mickey",
        "mitchell": "mitch",
        "nathaniel": "nate nathan",
        "nicholas": "nick nicky",
        "pamela": "pam",
        "patricia": "pat patty trish",
        "patrick": "pat paddy",
        "peter": "pete",
        "philip": "phil",
        "phillip": "phil",
        "randall": "randy rand",
        "raymond": "ray",
        "rebecca": "becky becca",
        "richard": "rick dick rich ricky",
        "robert": "bob rob bobby robbie bert",
        "ronald": "ron ronnie",
        "rudolph": "rudy",
        "russell": "russ",
        "samantha": "sam",
        "samuel": "sam sammy",
        "stephen": "steve",
        "steven": "steve",
        "stuart": "stu",
        "susan": "sue susie",
        "theodore": "ted teddy theo",
        "theresa": "terry tess",
        "thomas": "tom tommy",
        "timothy": "tim timmy",
        "victoria": "vicky tori",
        "vincent": "vince vinny",
        "vladimir": "volodya vova",
        "walter": "walt",
        "wesley": "wes",
        "william": "bill billy will willy",
        "zachary": "zach zack",
    }.items()
}
"""Formal first names and the short forms in use for them."""

HE_NAMES = frozenset(_HE.split())
SHE_NAMES = frozenset(_SHE.split())
FIRST_NAMES = HE_NAMES | SHE_NAMES | frozenset(_EITHER.split())


def same_first_name(one: str, other: str) -> bool:
    """Whether two first names (lower case) can be one person's: equal, an initial, or a short form."""
    one, other = one.rstrip("."), other.rstrip(".")
    if one == other:
        return True
    if len(one) == 1 or len(other) == 1:
        return one[:1] == other[:1]
    return other in NICKNAMES.get(one, ()) or one in NICKNAMES.get(other, ())

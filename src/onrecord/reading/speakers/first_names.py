"""Common first names and who mostly bears them.
 A list of our own, from general knowledge; names borne by many of either sex are left out. It is asked only
where an article's titles and pronouns leave open how somebody is spoken of.
"""

from __future__ import annotations

_HE = """
aaron abdul abdullah abraham adam adolf adrian ahmad ahmed alan albert alejandro alessandro alex
alexander alfred ali allan allen alvin amir amit andre andreas andrei andrew andy angelo anthony
antoine anton antonio antony ari arjun arnold arthur arturo asif austin barack barry bart bashar ben
benedict benjamin bernard bernie bill billy bob bobby boris brad bradley brandon brendan brent brett
brian bruce bruno bryan byron caleb calvin carl carlo carlos cesar charles charlie chris christian
christopher chuck clarence claude clifford clint colin conor corey cory craig curtis cyril cyrus
damian dan daniel danny darren darryl dave david dean dennis derek diego dick dmitri dmitry dominic
don donald doug douglas duncan dustin dwight earl ed eddie edgar eduardo edward edwin eli elijah
elliott emanuel emilio emmanuel enrique eric erik ernest ernesto esteban ethan eugene evan fabio
felix felipe ferdinand fernando floyd francesco francis francisco franco francois frank franklin
franz fred frederick friedrich gabriel garrett garry gary gavin gene geoff geoffrey george gerald
gerard gerardo gerhard gianni gilbert giorgio giovanni giuseppe glen glenn gordon graham grant greg
gregory guido guillermo gus gustavo guy hal hamid hans harold harry harvey hassan hector heinrich
henri henry herbert herman hiroshi howard hugh hugo hussein ian ibrahim ignacio igor imran isaac
ivan ivo jack jacob jacques jaime jake jamal james jared jason javier jay jeb jeff jeffrey jens
jeremy jerome jerry jesse jesus jim jimmy joaquin joe joel johan johannes john johnny jon jonah
jonathan jorge jose josef joseph josh joshua juan juergen julian julio julius justin kareem karl
keith ken kenneth kevin khalid klaus konstantin kofi kurt kyle lance larry lars laurence lawrence
len leo leon leonard leonardo leroy lionel lloyd lorenzo louis luca lucas luis luigi luke mahmoud
malcolm manfred manuel marc marcel marcelo marco marcos marcus mario mark martin marvin mateo mathew
matt matteo matthew matthias maurice mauricio max maximilian mehmet mel melvin michael michel miguel
mike mikhail miles milton mitch mitchell mitt mohamed mohammad mohammed moses muhammad mustafa
nathan nathaniel ned neil nelson newt nicholas nick nicolas nigel nikolai noah noel norman oleg
oliver olivier omar orlando orrin oscar osama otto owen pablo paolo patrick paul pavel pedro percy
perry pete peter petr phil philip philippe pierre pietro prakash rafael rahm rahul raj rajesh ralph
ramon rand randall randy raul ravi ray raymond reginald reid reince rene rex ricardo rich richard
rick ricky rob robert roberto rod roderick rodney rodrigo roger roland rolf roman ron ronald ronnie
rory ross roy ruben rudolf rudolph rudy rupert russ russell ryan sadiq salman salvador salvatore sam
samuel santiago saul scott sean sebastian sergei sergey sergio seth shane shaun shawn sheldon sidney
silvio simon stanley stefan stefano stephan stephen steve steven stewart stuart sunil syed tariq ted
terrence terry theo theodore thomas tim timothy tobias toby todd tom tommy tony travis trent trevor
tyler uwe vernon victor viktor vikram vince vincent vincenzo virgil vladimir volodymyr wade wallace
walter warren wayne wesley wilhelm will willard william willie winston wolf wolfgang xavier yasser
yitzhak yuri yusuf zachary
"""

_SHE = """
abigail ada adele adriana agnes aisha alberta alejandra alexandra alexandria alice alicia alina
alison allison alma amanda amber amelia amina amy ana anastasia andrea angela angelica angelina
anita ann anna anne annette annie antoinette april ariana ashley astrid audrey barbara beatrice
beatriz becky belinda bernadette bernice beth betsy betty beverly bianca blanca bonnie brenda
bridget brigid brigitte brittany camila camilla candace carla carly carmen carol carole carolina
caroline carolyn carrie catalina catherine cathy cecilia celeste celia charlotte chelsea cheryl
chloe christina christine cindy claire clara claudia colleen condoleezza connie constance consuelo
cora cristina crystal cynthia daisy danielle daphne darlene dawn deborah debbie debra deirdre delia
delores denise diana diane dianne dolores donna dora doris dorothy edith eileen elaine eleanor elena
elisabeth elise eliza elizabeth ella ellen eloise elsa elsie emilia emily emma erica erika erin
esperanza estelle esther ethel eunice eva evelyn faith fatima fatma felicia fiona florence frances
francesca frida gabriela gabriele gabriella gail gemma genevieve georgia geraldine gertrude gina
giorgia giulia gladys gloria grace graciela greta gretchen gwen gwendolyn hannah harriet hazel
heather heidi helen helena helene henrietta hilary hilda hillary holly hope huma ida ilse imelda
ines ingrid irene iris irina isabel isabella ivanka ivy jacqueline jacquelyn jane janet janice
jasmine jean jeanne jeannette jen jenna jennifer jenny jessica jill jo joan joann joanna joanne
jocelyn johanna josephine joy joyce juanita judith judy julia juliana julie juliet june justine
kamala karen karin katarina kate katharine katherine kathleen kathryn kathy katie katrina kay keiko
kellyanne kimberly kirsten kirstjen kristen kristin kristina krystal laila larissa laura lauren
laurie leah leila lena leona leticia lidia lilian liliana lily linda lindsay lisa liz lois lola
lolita loretta lori lorraine louise lucia lucille lucinda lucy luisa lydia lynn lynne mabel
madeleine madeline madison magdalena maggie malala malia mandy marcela marcia margaret margarita
margot maria mariam marian mariana marianne marie marilyn marina marine marion marjorie marlene
marsha martha mary maryam matilda maureen maxine may maya megan meghan melania melanie melinda
melissa mercedes meredith mia michelle mildred mindy miranda miriam molly monica monique muriel myra
nadia nancy naomi natalia natalie natasha nellie nicole nina noelle nora norma olga olivia oprah
pamela patricia patti patty paula pauline pearl peggy penelope penny phoebe phyllis pilar polly
priscilla priti rachel ramona raquel rebecca regina renata renee rhonda rita roberta rosa rosalind
rose rosemary roxanne ruby ruth sabrina sally samantha sandra sara sarah selena sharon sheila
shelley sheryl shirley sigrid silvia simone sofia sonia sonya sophia sophie stacy stella stephanie
stephenie sue susan susana susanna susannah susanne suzanne svetlana sylvia tamara tammy tanya tara
tatiana teresa teri theresa therese tiffany tina tracy trudy ursula valentina valeria valerie
vanessa vera veronica victoria violet virginia vivian wanda wendy whitney whoopi wilma winifred
yolanda yulia yvette yvonne zainab zoe
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


def same_first_name(one: str, other: str) -> bool:
    """Whether two first names (lower case) can be one person's: equal, an initial, or a short form."""
    one, other = one.rstrip("."), other.rstrip(".")
    if one == other:
        return True
    if len(one) == 1 or len(other) == 1:
        return one[:1] == other[:1]
    return other in NICKNAMES.get(one, ()) or one in NICKNAMES.get(other, ())

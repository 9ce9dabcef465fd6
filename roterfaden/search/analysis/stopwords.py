"""Words that say nothing by themselves, folded. They are neither indexed nor asked for."""

from __future__ import annotations

STOP_WORDS = frozenset(
    """
    aber als am an auch auf aus bei beim bin bis bzw da dabei dadurch dafur dagegen daher damit dann daran darauf daraus
    darin daruber das dass dasselbe davon dazu dein deine dem den denen denn dennoch der deren derer des deshalb dessen
    die dies diese diesem diesen dieser dieses doch dort du durch ein eine einem einen einer eines er es etwa etwas euch
    fur gegen hat hatte hatten habe haben hier ich ihm ihn ihnen ihr ihre ihrem ihren ihrer ihres im in indem ins ist ja
    je jede jedem jeden jeder jedes jene kann kein keine keinem keinen keiner konnen konnte konnten mein mich mir mit
    muss mussen nach nicht noch nun nur ob oder ohne per sehr sein seine seinem seinen seiner seines seit sich sie sind
    so sodass soll sollen sollte sollten somit sondern sowie sowohl uber um und uns unser unsere unter usw vom von vor
    wann war waren warum was wegen weil welche welchem welchen welcher welches wenn wer werde werden wie wieder will wir
    wird wo wohin worden wurde wurden wurde zu zum zur zwar
    a and are as at be by for from how in is it of on or that the this to was what when where which who why will with
    """.split()
)

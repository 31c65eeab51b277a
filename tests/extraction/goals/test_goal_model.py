"""What the model weighs is what is named as features of a sentence, no more and no less."""

from __future__ import annotations

from math import exp, fsum

from policytext import Analyzer
from policytext.extraction.goal_features import FeatureReader
from policytext.extraction.goal_model import ALWAYS, load_model
from policytext.extraction.goals import GoalExtractor

TEXT = """해온시, 돌봄 쉼터 50곳 확대 추진

□ (목적) 어르신의 돌봄 공백을 줄이기 위해 2028년까지 쉼터 50곳을 확충할 계획이다.
□ 시는 지난해 쉼터 12곳을 열고 주민 설명회를 개최했다.
시장은 “어르신이 안심하고 지낼 수 있도록 돌봄을 강화하고 돌봄을 넓히겠다”라고 밝혔다.
"""


def test_a_sentence_weighs_what_its_named_features_weigh(analyzer: Analyzer) -> None:
    model = load_model()
    extractor = GoalExtractor(analyzer.lexicon)
    analysis = analyzer.read_plain(TEXT)
    reader = FeatureReader(analysis)
    for index, sentence in enumerate(analysis.sentences):
        fired, end = extractor.fired(sentence.tokens)
        features = {ALWAYS} | reader.read(index, fired, end).features()
        weighed = model.weigh(reader.read(index, fired, end))
        score = fsum(model.goal[f] for f in features if f in model.goal)
        assert weighed.probability == 1 / (1 + exp(-score))
        sums = {
            kind: fsum(weights[f] for f in features if f in weights)
            for kind, weights in model.types.items()
        }
        assert weighed.type == max(sums, key=sums.__getitem__)

// SPDX-License-Identifier: GPL-3.0-or-later
#include <core/json.h>
#include <mergewrite.h>

#include <QJsonArray>
#include <QTest>

using namespace sm;
using namespace Qt::Literals::StringLiterals;
using operations::changesOfMerge;
using operations::mergedInput;
using operations::MergeRule;

namespace {

const MergeRule environment{u"Environment.Variables"_s, u"Environment.Variables"_s, false, {}};
const MergeRule lifecycle{u"LifecycleConfiguration"_s, u"@"_s, false, {{u"Rules"_s, u"ID"_s}}};
const MergeRule policy{u"PolicyDocument"_s, u"PolicyDocument"_s, true, {{u"Statement"_s, u"Sid"_s}}};

QJsonValue json(const char *text) { return *parseJson(text); }

QByteArray merged(const MergeRule &rule, const char *input, const char *before)
{
    const auto result = mergedInput(rule, json(input).toObject(), json(before));
    return result ? toCompactJson(*result) : result.error().message().toUtf8();
}

} // namespace

class TestMergeWrite : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void merge_map_keepsWhatThePlanDoesNotName()
    {
        const QByteArray result = merged(environment, R"({"Environment":{"Variables":{"B":"new"}},"FunctionName":"f"})",
            R"({"Environment":{"Variables":{"A":"1","B":"2"}}})");

        QCOMPARE(result, R"({"Environment":{"Variables":{"A":"1","B":"new"}},"FunctionName":"f"})");
    }

    void merge_null_takesAMemberOut()
    {
        const QByteArray result = merged(environment, R"({"Environment":{"Variables":{"A":null}}})",
            R"({"Environment":{"Variables":{"A":"1","B":"2"}}})");

        QCOMPARE(result, R"({"Environment":{"Variables":{"B":"2"}}})");
    }

    void merge_intoNothing_isWhatThePlanGives()
    {
        QCOMPARE(merged(environment, R"({"Environment":{"Variables":{"A":"1"}}})", "null"),
            R"({"Environment":{"Variables":{"A":"1"}}})");
    }

    void merge_withoutTheMember_leavesTheInputAlone()
    {
        QCOMPARE(
            merged(environment, R"({"Timeout":5})", R"({"Environment":{"Variables":{"A":"1"}}})"), R"({"Timeout":5})");
    }

    void merge_listWithKeys_replacesTheElementOfThatKeyAndKeepsTheOthers()
    {
        const QByteArray result = merged(lifecycle, R"({"LifecycleConfiguration":{"Rules":[{"ID":"b","Days":9}]}})",
            R"({"Rules":[{"ID":"a","Days":1},{"ID":"b","Days":2,"Prefix":"x"}]})");

        QCOMPARE(
            result, R"({"LifecycleConfiguration":{"Rules":[{"Days":1,"ID":"a"},{"Days":9,"ID":"b","Prefix":"x"}]}})");
    }

    void merge_text_isReadPercentEncodedAndWrittenAsText()
    {
        const QJsonObject input{{u"PolicyDocument"_s, u"{'Statement':[{'Sid':'New'}]}"_s.replace(u'\'', u'"')}};
        const QJsonObject before{{u"PolicyDocument"_s, u"%7B%22Statement%22%3A%5B%7B%22Sid%22%3A%22Old%22%7D%5D%7D"_s}};

        const auto result = mergedInput(policy, input, before);

        const QString expected = u"{'Statement':[{'Sid':'Old'},{'Sid':'New'}]}"_s.replace(u'\'', u'"');
        QVERIFY(result);
        QCOMPARE(result->value(u"PolicyDocument"_s).toString(), expected);
    }

    void merge_textThatIsNoJson_isRefused()
    {
        const auto result
            = mergedInput(policy, {{u"PolicyDocument"_s, u"{oops"_s}}, json(R"({"PolicyDocument":"{}"})"));

        QVERIFY(!result);
        QCOMPARE(result.error().kind(), Error::Kind::Invalid);
    }

    void changes_ofAMergedMap_nameEachMemberAndHideItsValueWhenAsked()
    {
        const QJsonObject input = json(R"({"Environment":{"Variables":{"A":"1","B":"new","C":"c"}}})").toObject();
        const QJsonValue before = json(R"({"Environment":{"Variables":{"A":"1","B":"old","D":"d"}}})");

        const auto open = changesOfMerge(environment, input, before, false);
        const auto hidden = changesOfMerge(environment, input, before, true);

        QCOMPARE(open.size(), 3);
        QCOMPARE(open[0].what, u"Environment.Variables.B"_s);
        QCOMPARE(open[0].from, u"old"_s);
        QCOMPARE(open[0].to, u"new"_s);
        QCOMPARE(open[1].from, QString());
        QCOMPARE(open[2].to, QString());
        QVERIFY(!hidden[0].from.contains(u"old") && !hidden[0].to.contains(u"new"));
    }
};

QTEST_GUILESS_MAIN(TestMergeWrite)
#include "tst_mergewrite.moc"

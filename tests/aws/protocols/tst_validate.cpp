// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocolfixture.h"

#include <aws/validate.h>

using namespace sm;
using namespace sm::aws;
using namespace Qt::Literals::StringLiterals;

namespace {

const QByteArray act = R"({"input": {"shape": "In"}})";

const QByteArray shapes = R"({
    "Name": {"type": "string", "min": 1, "max": 4}, "Password": {"type": "string", "min": 6, "sensitive": true},
    "Count": {"type": "integer", "min": 0, "max": 60}, "Pin": {"type": "integer", "max": 9999, "sensitive": true},
    "Ratio": {"type": "double"}, "Flag": {"type": "boolean"}, "When": {"type": "timestamp"},
    "Bytes": {"type": "blob", "max": 3},
    "Attribute": {"type": "structure", "required": ["Name"],
                  "members": {"Name": {"shape": "Name"}, "Value": {"shape": "Name"}}},
    "Attributes": {"type": "list", "max": 2, "member": {"shape": "Attribute"}},
    "Secrets": {"type": "map", "key": {"shape": "Password"}, "value": {"shape": "Name"}},
    "Tags": {"type": "map", "key": {"shape": "Name"}, "value": {"shape": "Name"}},
    "Choice": {"type": "structure", "union": true, "members": {"A": {"shape": "Name"}, "B": {"shape": "Name"}}},
    "Anything": {"type": "structure", "document": true, "members": {}},
    "In": {"type": "structure", "required": ["Token", "Username"], "members": {
        "Username": {"shape": "Name"}, "Token": {"shape": "Name", "idempotencyToken": true},
        "Password": {"shape": "Password"}, "Pin": {"shape": "Pin"}, "Limit": {"shape": "Count"},
        "Ratio": {"shape": "Ratio"}, "Flag": {"shape": "Flag"}, "When": {"shape": "When"}, "Data": {"shape": "Bytes"},
        "UserAttributes": {"shape": "Attributes"}, "Tags": {"shape": "Tags"}, "Secrets": {"shape": "Secrets"},
        "Choice": {"shape": "Choice"}, "Anything": {"shape": "Anything"}}}})";

QString problems(const QByteArray &input)
{
    const ProtocolFixture fixture("json", act, shapes);
    const auto result = validate(fixture.operation(), fixture.object(input));
    return result ? QString() : result.error().message();
}

/// The problems of an input that is right but for \p members.
QString problemsOf(const QByteArray &members) { return problems(R"({"Username": "ada", )" + members + "}"); }

} // namespace

class TestValidate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void input_thatFits_isValid()
    {
        QCOMPARE(
            problemsOf(R"("Limit": 60, "Ratio": "NaN", "Flag": false, "When": "2026-01-31T08:00:00Z", "Data": "AQID",
            "UserAttributes": [{"Name": "é€𝄞x"}, null], "Tags": {"a": "b"}, "Choice": {"A": "x", "B": null},
            "Anything": [1, {"b": null}], "Password": null)"),
            QString());
        QCOMPARE(problemsOf(R"("When": 1422172800.5, "Ratio": 2, "Limit": 3.0)"), QString());
    }

    void problem_hasThePathOfTheMember_data()
    {
        QTest::addColumn<QByteArray>("members");
        QTest::addColumn<QString>("line");
        const auto row
            = [](const char *members, const QString &line) { QTest::newRow(members) << QByteArray(members) << line; };
        row(R"("UserAttributes": [{"Value": "x"}])", u"UserAttributes[0].Name: missing"_s);
        row(R"("UserAttributes": [{"Name": "a"}, {"Name": "b"}, {"Name": "c"}])",
            u"UserAttributes: too long, the most is 2 (now 3)"_s);
        row(R"("UserAttributes": {"Name": "a"})", u"UserAttributes: a list belongs here"_s);
        row(R"("Tags": {"k": ""})", u"Tags[\"k\"]: too short, the least is 1 (now 0)"_s);
        row(R"("Limit": 61)", u"Limit: 61 is too large, the largest is 60"_s);
        row(R"("Limit": -1)", u"Limit: -1 is too small, the smallest is 0"_s);
        row(R"("Limit": 1.5)", u"Limit: a whole number belongs here"_s);
        row(R"("Limit": "5")", u"Limit: a whole number belongs here"_s);
        row(R"("Flag": "true")", u"Flag: true or false belongs here"_s);
        row(R"("Ratio": "much")", u"Ratio: a number belongs here"_s);
        row(R"("When": "soon")", u"When: a date and time such as 2026-01-31T08:00:00Z belongs here"_s);
        row(R"("Data": "not base64!")", u"Data: a text in base64 belongs here"_s);
        row(R"("Data": "AQIDBA==")", u"Data: too long, the most is 3 (now 4)"_s);
        row(R"("Choice": {"A": "x", "B": "y"})", u"Choice: exactly one of these belongs here: A, B"_s);
        row(R"("limit": 5)", u"limit: no such member, did you mean Limit?"_s);
        row(R"("Other": 5)", u"Other: no such member"_s);
    }

    void problem_hasThePathOfTheMember()
    {
        QFETCH(QByteArray, members);
        QFETCH(QString, line);

        QCOMPARE(problemsOf(members), line);
    }

    void length_isCountedInCharacters()
    {
        QCOMPARE(problems(R"({"Username": "𝄞𝄞𝄞𝄞"})"), QString());
        QCOMPARE(problems(R"({"Username": "𝄞𝄞𝄞𝄞𝄞"})"), u"Username: too long, the most is 4 (now 5)"_s);
    }

    void requiredMember_absentOrNull_isMissing()
    {
        QCOMPARE(problems("{}"), u"Username: missing"_s); // the token is filled in by whoever sends
        QCOMPARE(problems(R"({"Username": null})"), u"Username: missing"_s);
    }

    void problems_areAllTold_upToTwenty()
    {
        QByteArray members;
        for (int i = 0; i < 30; ++i)
            members += QByteArray(i > 0 ? "," : "") + "\"Unknown" + QByteArray::number(i) + "\": 1";

        const QStringList lines = problemsOf(members).split(u'\n');

        QCOMPARE(lines.size(), 21);
        QCOMPARE(lines.last(), u"… and 10 more"_s);
    }

    void secrets_areNeverTold()
    {
        const QString told
            = problemsOf(R"("Password": "hunt2", "Pin": 31337, "Secrets": {"topsecretkey": "toolongvalue"})");

        QCOMPARE(told.split(u'\n').size(), 3);
        QVERIFY(!told.contains("hunt2"_L1) && !told.contains("31337"_L1));
        QVERIFY(!told.contains("topsecret"_L1) && !told.contains("toolongvalue"_L1));
        QVERIFY2(told.contains("Password: too short, the least is 6\n"_L1) || told.endsWith("the least is 6"_L1),
            "not even the length");
    }

    void operationWithoutInput_takesNone()
    {
        const ProtocolFixture fixture("json", "{}", shapes);

        QVERIFY(validate(fixture.operation(), {}));
        QVERIFY(!validate(fixture.operation(), fixture.object(R"({"A": 1})")));
    }
};

QTEST_GUILESS_MAIN(TestValidate)
#include "tst_validate.moc"

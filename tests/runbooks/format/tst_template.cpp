// SPDX-License-Identifier: GPL-3.0-or-later
#include <runbooks/jsontemplate.h>

#include <QJsonArray>
#include <QTest>

using namespace sm;
using namespace sm::runbooks;
using namespace Qt::Literals::StringLiterals;

namespace {

const Place place{u"a.yaml"_s, 3, 7};

Template parsed(const QString &source, Grammar grammar = Grammar::Text)
{
    const auto made = Template::parse(source, place, grammar);
    return made ? *made : Template();
}

Scope scope()
{
    ParameterValues values;
    values.json = {{u"user"_s, u"ada"_s}, {u"days"_s, 7}, {u"isOn"_s, true}, {u"tags"_s, QJsonArray{u"x"_s, u"y"_s}}};
    values.secrets.insert(u"password"_s, Secret(u"hunter2"_s));
    SystemInfo system;
    system.id.value = u"shop"_s;
    system.environment = Environment::Staging;
    return Scope(values, system, {u"r1"_s, QDateTime({2026, 1, 2}, {3, 4, 5}, Qt::UTC), u"ada"_s});
}

QJsonValue valueOf(const QString &source, Grammar grammar = Grammar::Text)
{
    const auto value = parsed(source, grammar).evaluate(scope());
    return value ? *value : QJsonValue(value.error().message());
}

JsonTemplate member(const QString &name, const QString &source)
{
    return JsonTemplate::ofObject({name}, {JsonTemplate::ofText(parsed(source))});
}

} // namespace

class TestTemplate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void evaluate_asWritten_data()
    {
        QTest::addColumn<QString>("source");
        QTest::addColumn<QJsonValue>("expected");
        const auto row = [](const QString &source, const QJsonValue &expected) {
            QTest::newRow(qPrintable(source)) << source << expected;
        };
        row(u"plain"_s, u"plain"_s);
        row(u"${parameters.days}"_s, 7);
        row(u"${parameters.tags}"_s, QJsonArray{u"x"_s, u"y"_s});
        row(u"${parameters.none}"_s, QJsonValue::Null);
        row(u"${parameters.user} for ${parameters.days} days: ${parameters.isOn}"_s, u"ada for 7 days: true"_s);
        row(u"$${parameters.user}"_s, u"${parameters.user}"_s);
        row(u"a$b $5 $"_s, u"a$b $5 $"_s);
        row(u"$$${x}"_s, u"$${x}"_s);
        row(u"${'}'}${'{'}"_s, u"}{"_s);
        row(u"${ {a: parameters.user, b: `\"}\"`} | a }!"_s, u"ada!"_s);
        row(u"${'it\\'s }'}."_s, u"it's }."_s);
        row(u"${system.id}/${system.environment}"_s, u"shop/staging"_s);
        row(u"backup-${run.stamp} ${run.started} ${run.date}"_s,
            u"backup-20260102-030405 2026-01-02T03:04:05Z 2026-01-02"_s);
        row(u"x ${parameters.none}"_s,
            u"a.yaml:3:7: parameters.none: gives nothing, and nothing can not stand in a text"_s);
        row(u"x ${parameters.tags}"_s,
            u"a.yaml:3:7: parameters.tags: gives a list or an object, which can not stand in a text"_s);
    }
    void evaluate_asWritten()
    {
        QFETCH(QString, source);
        QFETCH(QJsonValue, expected);

        QCOMPARE(valueOf(source), expected);
    }

    void evaluate_functionMeetsAWrongType_namesThePlace()
    {
        QVERIFY(valueOf(u"${abs(parameters.user)}"_s).toString().startsWith(u"a.yaml:3:7: abs(parameters.user): "_s));
    }

    void parse_wrong_isRefused_data()
    {
        QTest::addColumn<QString>("source");
        for (const QString &source : {u"${"_s, u"a ${parameters.user"_s, u"${}"_s, u"${'}"_s, u"${parameters.}"_s,
                 u"${nofunction(parameters.user)}"_s, u"${@}"_s, u"${*}"_s, u"${steps}"_s, u"${steps.*.output}"_s,
                 u"${keys(parameters)}"_s, u"${!parameters.isOn}"_s})
            QTest::newRow(qPrintable(source)) << source;
    }
    void parse_wrong_isRefused()
    {
        QFETCH(QString, source);

        QVERIFY(!Template::parse(source, place));
    }

    void escaped_anyText_isThatText()
    {
        for (const QString &text : {u""_s, u"${x}"_s, u"$${x}"_s, u"$$${"_s, u"${${"_s, u"}${'\"`"_s}) {
            const Template made = parsed(Template::escaped(text));
            QVERIFY(made.isLiteral());
            QCOMPARE(*made.text(scope()), text);
        }
    }

    void glob_valuesInAText_areEscaped()
    {
        QCOMPARE(*Template::parse(u"a:${item}:*"_s, place, Grammar::Glob)->text(scope().withItem(u"*[b]?\\^-"_s, 0)),
            u"a:\\*\\[b\\]\\?\\\\\\^\\-:*"_s);
        QCOMPARE(valueOf(u"${parameters.user}"_s, Grammar::Glob), QJsonValue(u"ada"_s));
    }

    void url_valuesBehindTheFirstPart_areEncoded()
    {
        const Scope hostile = scope().withItem(u"../?a=b&c#d@e\r\n é"_s, 0);
        const auto behind = Template::parse(u"http://a/${item}"_s, place, Grammar::Url);
        const auto base = Template::parse(u"${parameters.user}/${item}"_s, place, Grammar::Url);

        QCOMPARE(*behind->text(hostile), u"http://a/..%2F%3Fa%3Db%26c%23d%40e%0D%0A%20%C3%A9"_s);
        QCOMPARE(*base->text(hostile), u"ada/..%2F%3Fa%3Db%26c%23d%40e%0D%0A%20%C3%A9"_s);
    }

    void preview_stepHasNotRun_namesWhatIsMissing()
    {
        const Template title = parsed(u"Delete ${steps.find.output.name} for ${parameters.user}"_s);
        Scope later = scope();
        later.setOutcome(u"find"_s, {{u"output"_s, QJsonObject{{u"name"_s, u"x"_s}}}});

        QCOMPARE(title.preview(scope()), u"Delete ‹steps.find.output.name› for ada"_s);
        QCOMPARE(title.preview(later), u"Delete x for ada"_s);
        QCOMPARE(parsed(u"${parameters.password}"_s).preview(scope()), u"‹parameters.password›"_s);
    }

    void json_stepHasNotRun_isDeferred()
    {
        const JsonTemplate with = JsonTemplate::ofObject({u"a/b"_s, u"c"_s},
            {JsonTemplate::ofList({JsonTemplate::ofValue(1), member(u"x~"_s, u"${steps.one.output.id}"_s)}),
                JsonTemplate::ofText(parsed(u"${steps.one.output.id}-${steps.two.output.id}"_s))});
        Scope later = scope();
        later.setOutcome(u"one"_s, {{u"output"_s, QJsonObject{{u"id"_s, 5}}}});

        const auto before = with.evaluate(scope());
        const auto after = with.evaluate(later);

        QCOMPARE(with.steps(), (QStringList{u"one"_s, u"two"_s}));
        QCOMPARE(before->deferred.size(), 2);
        QCOMPARE(before->deferred[0].pointer, u"/a~1b/1/x~0"_s);
        QCOMPARE(before->deferred[0].source, u"${steps.one.output.id}"_s);
        QCOMPARE(before->deferred[1].steps, (QStringList{u"one"_s, u"two"_s}));
        QCOMPARE(before->value.toObject().value(u"c"_s), QJsonValue(QJsonValue::Null));
        QCOMPARE(after->deferred.size(), 1);
        QCOMPARE(after->value.toObject().value(u"a/b"_s).toArray().at(1).toObject().value(u"x~"_s), QJsonValue(5));
    }

    void json_nothing_leavesMembersOutAndKeepsElements()
    {
        const JsonTemplate nothing = JsonTemplate::ofText(parsed(u"${parameters.none}"_s));
        const auto value = JsonTemplate::ofObject({u"a"_s, u"b"_s, u"c"_s},
            {nothing, JsonTemplate::ofList({nothing, JsonTemplate::ofValue(1)}), JsonTemplate()})
                               .evaluate(scope());

        QCOMPARE(value->value,
            QJsonValue(QJsonObject{{u"b"_s, QJsonArray{QJsonValue::Null, 1}}, {u"c"_s, QJsonValue::Null}}));
    }

    void json_secret_isASlotThatNoTextEquals()
    {
        const JsonTemplate with = JsonTemplate::ofObject({u"p"_s, u"q"_s, u"other"_s},
            {JsonTemplate::ofText(parsed(u"${parameters.password}"_s)),
                JsonTemplate::ofText(parsed(u"${parameters.password}"_s)), JsonTemplate::ofText(parsed(u"${item}"_s))});

        const auto plain = with.evaluate(scope().withItem(u"x"_s, 0));
        const auto hostile = with.evaluate(scope().withItem(u"$password"_s, 0));

        QCOMPARE(plain->value.toObject().value(u"p"_s), QJsonValue(u"$password"_s));
        QCOMPARE(plain->value.toObject().value(u"q"_s), QJsonValue(u"$password"_s));
        QCOMPARE(plain->secrets.value(u"password"_s), Secret(u"hunter2"_s));
        QCOMPARE(hostile->value.toObject().value(u"other"_s), QJsonValue(u"$password"_s));
        QCOMPARE(hostile->value.toObject().value(u"p"_s), QJsonValue(u"$password_"_s));
        QCOMPARE(hostile->secrets.keys(), QStringList{u"password_"_s});
    }

    void json_error_isPassedOn()
    {
        QVERIFY(!member(u"a"_s, u"x${parameters.tags}"_s).evaluate(scope()));
        QVERIFY(!JsonTemplate::ofList({member(u"a"_s, u"x${parameters.none}"_s)}).evaluate(scope()));
    }

    void holds_conditionOnAnAnswer_countsAsJmespathDoes()
    {
        const auto condition = ScopeExpression::parse(u"output.state == 'ok' && parameters.isOn"_s, place);
        const Scope good = scope().withOutput(QJsonObject{{u"state"_s, u"ok"_s}});

        QVERIFY(*condition->holds(good));
        QVERIFY(!*condition->holds(scope().withOutput(QJsonObject())));
        QVERIFY(!ScopeExpression::parse(u"abs(output)"_s, place)->holds(scope().withOutput(u"x"_s)));
    }
};

QTEST_GUILESS_MAIN(TestTemplate)
#include "tst_template.moc"

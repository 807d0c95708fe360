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
                 u"${steps.*}"_s, u"${keys(parameters)}"_s, u"${!parameters.isOn}"_s})
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

    void preview_stepHasNotRun_namesWhatIsMissing()
    {
        const Template title = parsed(u"Delete ${steps.find.output.name} for ${parameters.user}"_s);
        Scope later = scope();
        later.setOutcome(u"find"_s, QJsonObject{{u"name"_s, u"x"_s}}, u"done"_s);

        QCOMPARE(title.preview(scope()), u"Delete ‹steps.find.output.name› for ada"_s);
        QCOMPARE(title.preview(later), u"Delete x for ada"_s);
        QCOMPARE(parsed(u"${parameters.password}"_s).preview(scope()), u"‹parameters.password›"_s);
    }

    void json_stepHasNotRun_isDeferred()
    {
        const JsonTemplate with = JsonTemplate::ofObject({u"a/b"_s, u"c"_s},
            {JsonTemplate::ofList({JsonTemplate::ofValue(1), member(u"x~"_s, u"${steps.one.output.id}"_s)}),
                JsonTemplate::ofText(parsed(u"${parameters.user}-${steps.two.output.id}"_s))});
        Scope later = scope();
        later.setOutcome(u"one"_s, QJsonObject{{u"id"_s, 5}}, u"done"_s);

        const auto before = with.evaluate(scope());
        const auto after = with.evaluate(later);

        QCOMPARE(with.steps(), (QStringList{u"one"_s, u"two"_s}));
        QCOMPARE(before->deferred,
            (QList<Deferred>{{u"/a~1b/1/x~0"_s, {{u"steps.one.output.id"_s, true}}},
                {u"/c"_s, {{u"ada"_s, false}, {u"-"_s, false}, {u"steps.two.output.id"_s, true}}}}));
        QCOMPARE(before->value.toObject().value(u"c"_s), QJsonValue(QJsonValue::Null));
        QCOMPARE(after->deferred.size(), 1);
        QCOMPARE(after->value.toObject().value(u"a/b"_s).toArray().at(1).toObject().value(u"x~"_s), QJsonValue(5));
    }

    void deferred_inAPattern_escapesWhatIsKnownAndWhatIsNot()
    {
        const auto parts
            = parsed(u"${item}:${steps.one.output.id}:*"_s, Grammar::Glob).deferred(scope().withItem(u"*"_s, 0));
        const auto whole = parsed(u"${steps.one.output.pattern}"_s, Grammar::Glob).deferred(scope());

        QCOMPARE(*parts,
            (QList<Deferred::Part>{{u"\\*"_s, false}, {u":"_s, false},
                {u"steps.one.output.id"_s, true, Deferred::Form::Glob}, {u":*"_s, false}}));
        QCOMPARE(*whole, (QList<Deferred::Part>{{u"steps.one.output.pattern"_s, true}}));
    }

    void scope_withoutSteps_hasTheRest()
    {
        const QJsonObject known = scope().withItem(u"x"_s, 3).withoutSteps();

        QCOMPARE(known.keys(), (QStringList{u"index"_s, u"item"_s, u"parameters"_s, u"run"_s, u"system"_s}));
        QCOMPARE(known.value(u"index"_s), QJsonValue(3));
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

    void holds_asJmespathCounts()
    {
        const auto holds = [](const QString &text) { return ScopeExpression::parse(text, place)->holds(scope()); };

        QVERIFY(*holds(u"parameters.isOn && parameters.tags"_s));
        QVERIFY(!*holds(u"parameters.none"_s));
        QVERIFY(!holds(u"abs(parameters.user)"_s));
    }
};

QTEST_GUILESS_MAIN(TestTemplate)
#include "tst_template.moc"

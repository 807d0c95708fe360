// SPDX-License-Identifier: GPL-3.0-or-later
#include <runbooks/runbookreader.h>
#include <shelf/pickerreader.h>
#include <support/await.h>
#include <support/fakecaller.h>

#include <QTest>

using namespace sm;
using namespace sm::runbooks;
using namespace sm::test;
using namespace Qt::Literals::StringLiterals;

class TestPickerReader : public QObject
{
    Q_OBJECT

private:
    /// As a file has it.
    static Picker picker(const QByteArray &uses, const QByteArray &with, const QByteArray &select)
    {
        const QByteArray yaml = "title: T\npurpose: P\nparameters:\n  cluster:\n    title: C\n  wanted:\n    picker:\n"
                                "      uses: "
            + uses + "\n      with: " + with + "\n      select: \"" + select
            + "\"\nsteps:\n  - {id: a, title: A, uses: manual, with: {text: x}}\n";
        const ReadRunbook read = readRunbook(u"t.yaml"_s, yaml);
        for (const Problem &each : read.problems)
            qWarning("%s", qPrintable(each.text()));
        return read.runbook.parameters.value(1).picker.value_or(Picker());
    }
    std::optional<Result<QList<FieldOption>>> read(const Picker &wanted, const QJsonObject &values = {})
    {
        PickerReader reader(m_caller, m_models);
        return await(reader.read(wanted, {values, {}}, {}, {}));
    }

    FakeCaller m_caller;
    aws::Models m_models;

private Q_SLOTS:
    void init() { m_caller = FakeCaller(); }

    void texts_ofAllPages_eachOnce()
    {
        m_caller.answer(u"ListClusters"_s, {{u"clusterArns"_s, QJsonArray{u"a"_s, u"b"_s}}, {u"nextToken"_s, u"t"_s}});
        m_caller.answer(u"ListClusters"_s, {{u"clusterArns"_s, QJsonArray{u"b"_s, u"c"_s}}});

        const auto options = read(picker("aws:ecs:ListClusters", "{}", "clusterArns"));

        QVERIFY(options && *options);
        QCOMPARE(**options, (QList<FieldOption>{{u"a"_s, {}}, {u"b"_s, {}}, {u"c"_s, {}}}));
        QCOMPARE(m_caller.inputs(u"ListClusters"_s).last().value(u"nextToken"_s).toString(), u"t"_s);
    }

    void valuesWithTitles_areBoth()
    {
        m_caller.answer(u"ListUserPools"_s,
            {{u"UserPools"_s, QJsonArray{QJsonObject{{u"Id"_s, u"p_1"_s}, {u"Name"_s, u"People"_s}}}}});

        const auto options
            = read(picker("aws:cognito-idp:ListUserPools", "{MaxResults: 60}", "UserPools[].{value: Id, title: Name}"));

        QVERIFY(options && *options);
        QCOMPARE(**options, (QList<FieldOption>{{u"p_1"_s, u"People"_s}}));
        QCOMPARE(m_caller.inputs(u"ListUserPools"_s).first().value(u"MaxResults"_s).toInt(), 60);
    }

    void valueOfAnotherParameter_isSentOrAskedFor()
    {
        const Picker wanted = picker("aws:ecs:ListServices", "{cluster: \"${parameters.cluster}\"}", "serviceArns");
        QCOMPARE(PickerReader::needs(wanted), QStringList(u"cluster"_s));

        const auto missing = read(wanted);
        QVERIFY(missing && !*missing);
        QCOMPARE(missing->error().code(), u"ValueNeeded"_s);
        QVERIFY(m_caller.calls().isEmpty());

        m_caller.answer(u"ListServices"_s, {{u"serviceArns"_s, QJsonArray{u"s"_s}}});
        const auto options = read(wanted, {{u"cluster"_s, u"main"_s}});
        QVERIFY(options && *options);
        QCOMPARE(m_caller.inputs(u"ListServices"_s).first().value(u"cluster"_s).toString(), u"main"_s);
    }

    void answerThatIsNoList_isRefused()
    {
        m_caller.answer(u"ListClusters"_s, {{u"clusterArns"_s, QJsonArray{7}}});
        const auto numbers = read(picker("aws:ecs:ListClusters", "{}", "clusterArns"));
        m_caller.answer(u"ListClusters"_s, {{u"clusterArns"_s, QJsonArray{u"a"_s}}});
        const auto one = read(picker("aws:ecs:ListClusters", "{}", "clusterArns[0]"));

        QVERIFY(numbers && !*numbers && one && !*one);
        QCOMPARE(numbers->error().kind(), Error::Kind::Invalid);
        QCOMPARE(one->error().kind(), Error::Kind::Invalid);
    }

    void refusal_isPassedOn()
    {
        m_caller.fail(u"ListClusters"_s, Error(Error::Kind::Denied, u"No."_s));

        const auto options = read(picker("aws:ecs:ListClusters", "{}", "clusterArns"));

        QVERIFY(options && !*options);
        QCOMPARE(options->error().kind(), Error::Kind::Denied);
    }
};

QTEST_GUILESS_MAIN(TestPickerReader)
#include "tst_pickerreader.moc"

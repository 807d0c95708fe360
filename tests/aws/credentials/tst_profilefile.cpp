// SPDX-License-Identifier: GPL-3.0-or-later
#include <aws/awsconfig.h>

#include <QTemporaryDir>
#include <QTest>

using namespace sm;
using namespace sm::aws;
using namespace Qt::Literals::StringLiterals;

class TestProfileFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wrongLine_isNamedWithItsFile_data();
    void wrongLine_isNamedWithItsFile();
    void quotedNames_mayHoldSpaces();
    void nestedSection_isReadAsBotocoreDoes();
    void unknownBytes_areRefused();
    void unreadableFile_isTold();
    void region_comesFromTheNearest();
};

void TestProfileFile::wrongLine_isNamedWithItsFile_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("line");
    QTest::newRow("heading") << QByteArray("[default]\n\n[profile x") << 3;
    QTest::newRow("no equals sign") << QByteArray("[default]\nregion us-east-1") << 2;
    QTest::newRow("no name") << QByteArray("# comment\n[default]\n= us-east-1") << 3;
    QTest::newRow("before any heading") << QByteArray("region = us-east-1") << 1;
}

void TestProfileFile::wrongLine_isNamedWithItsFile()
{
    QFETCH(QByteArray, text);
    QFETCH(int, line);

    const auto sections = parseProfileFile(u"/home/ada/.aws/config"_s, text);

    QVERIFY(!sections);
    QCOMPARE(sections.error().code(), u"ConfigFile"_s);
    QVERIFY(sections.error().message().startsWith(u"/home/ada/.aws/config, line %1:"_s.arg(line)));
}

void TestProfileFile::quotedNames_mayHoldSpaces()
{
    const auto set = ProfileSet::parse(
        u"config"_s, "[profile \"my ops\"]\na = 1\n[profile \"a\" \"b\"]\n[profile \"open]\n", {}, {});

    QCOMPARE(set->profiles.keys(), QStringList{u"my ops"_s});
}

void TestProfileFile::nestedSection_isReadAsBotocoreDoes()
{
    const auto set = ProfileSet::parse(u"config"_s,
        "[profile ops]\ns3 =\n  addressing_style = path\n  Use_Accelerate = true # no\nregion = eu-west-1\n", {}, {});
    const ProfileProperties nested = nestedProperties(set->profiles[u"ops"_s][u"s3"_s]);

    QCOMPARE(nested.value(u"addressing_style"_s), u"path"_s);
    QCOMPARE(nested.value(u"use_accelerate"_s), u"true"_s);
    QCOMPARE(set->profiles[u"ops"_s][u"region"_s], u"eu-west-1"_s);
}

void TestProfileFile::unknownBytes_areRefused()
{
    QVERIFY(!parseProfileFile(u"config"_s, "[default]\nregion = \xff\xfe\n"));
}

void TestProfileFile::unreadableFile_isTold()
{
    const QTemporaryDir home;
    AwsEnvironment environment;
    environment.variables.insert(u"AWS_CONFIG_FILE"_s, home.path()); // a folder

    const auto config = AwsConfig::load(environment);

    QVERIFY(!config);
    QCOMPARE(config.error().kind(), Error::Kind::Storage);
}

void TestProfileFile::region_comesFromTheNearest()
{
    const auto set = ProfileSet::parse(u"config"_s, "[default]\nregion = from-profile-1\n", {}, {});
    AwsEnvironment environment;
    const auto region = [&](const QString &chosen) {
        return AwsConfig(environment, *set).settings({{}, chosen, {}, false})->caller.region.value;
    };

    QCOMPARE(region({}), u"from-profile-1"_s);
    environment.variables.insert(u"AWS_DEFAULT_REGION"_s, u"from-default-1"_s);
    QCOMPARE(region({}), u"from-default-1"_s);
    environment.variables.insert(u"AWS_REGION"_s, u"from-variable-1"_s);
    QCOMPARE(region({}), u"from-variable-1"_s);
    QCOMPARE(region(u"from-flag-1"_s), u"from-flag-1"_s);
}

QTEST_GUILESS_MAIN(TestProfileFile)
#include "tst_profilefile.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include <systems/systemcatalog.h>

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace sm;
using namespace sm::systems;

namespace {

QString messageOf(const char *yaml)
{
    const Result<SystemInfo> system = SystemCatalog::parse(QStringLiteral("shop.yaml"), yaml);
    return system ? QString() : system.error().message();
}

} // namespace

class TestSystemCatalog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parse_wholeFile()
    {
        const auto system = SystemCatalog::parse(QStringLiteral("/x/shop.yaml"),
            "title: The shop\nenvironment: staging\nprofile: shop\nregion: eu-west-1\n"
            "account: \"123456789012\"\nendpoint_url: http://127.0.0.1:1\n");

        QVERIFY(system);
        QCOMPARE(system->id.value, QStringLiteral("shop"));
        QCOMPARE(system->environment, Environment::Staging);
        QCOMPARE(system->pinnedAccount.value, QStringLiteral("123456789012"));
        QCOMPARE(system->region.value, QStringLiteral("eu-west-1"));
    }

    void parse_saysNothingOfTheEnvironment_isProduction()
    {
        QCOMPARE(SystemCatalog::parse(QStringLiteral("a.yaml"), "title: A")->environment, Environment::Production);
    }

    void parse_wrongFile_namesLineAndColumn()
    {
        QCOMPARE(messageOf("title: A\ncolour: red\n"), QStringLiteral("shop.yaml:2:1: there is no key \"colour\"."));
        QVERIFY(messageOf("title: A\nenvironment: prod\n")
                .startsWith(QStringLiteral("shop.yaml:2:14: environment is \"prod\"")));
        QVERIFY(messageOf("title: [a\n").startsWith(QStringLiteral("shop.yaml:")));
        QVERIFY(messageOf("- a\n").contains(QStringLiteral("a map of keys")));
        QVERIFY(messageOf("region: x\n").contains(QStringLiteral("title is missing")));
        QVERIFY(!messageOf("title: {a: b}\n").isEmpty());
    }

    void load_usersFileComesFirst_profilesLast()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("oh-my-coins.yaml")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("title: Mine\nenvironment: development\nprofile: mine\n");
        file.close();

        const auto catalog = SystemCatalog::load(folder.path(), {QStringLiteral("mine"), QStringLiteral("other")});

        QVERIFY(catalog);
        QCOMPARE(catalog->systems().first().title, QStringLiteral("Mine"));
        QCOMPARE(catalog->systems().last().id.value, QStringLiteral("profile:other"));
        QCOMPARE(catalog->systems().last().environment, Environment::Production);
        QCOMPARE(catalog->systems().size(), 6);
        QVERIFY(!catalog->system({QStringLiteral("ghost")}));
    }
};

QTEST_GUILESS_MAIN(TestSystemCatalog)
#include "tst_systemcatalog.moc"

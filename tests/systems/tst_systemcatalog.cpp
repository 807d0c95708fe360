// SPDX-License-Identifier: GPL-3.0-or-later
#include <systems/systemcatalog.h>

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace sm;
using namespace sm::systems;

namespace {

QString messageOf(const QByteArray &yaml)
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

    void parse_maps_areReadByName()
    {
        const QByteArray key = QByteArray(32, 'k').toBase64();
        const auto system = SystemCatalog::parse(QStringLiteral("shop.yaml"),
            "title: A\ndatabases:\n  main: postgresql://app@db.example.com:5432/shop?sslmode=verify-full\n"
            "caches:\n  sessions: rediss://cache.example.com:6379/0\napprovers:\n  grace: "
                + key + "\n");

        QVERIFY2(system, qPrintable(system ? QString() : system.error().message()));
        QCOMPARE(system->databases.value(QStringLiteral("main")),
            QStringLiteral("postgresql://app@db.example.com:5432/shop?sslmode=verify-full"));
        QCOMPARE(system->caches.keys(), QStringList{QStringLiteral("sessions")});
        QCOMPARE(system->approvers.value(QStringLiteral("grace")), QString::fromLatin1(key));
    }

    void parse_addressWithAPassword_isRefused_data()
    {
        QTest::addColumn<QByteArray>("line");
        for (const char *line :
            {"databases: {a: \"postgresql://u:Canary@h/d\"}", "databases: {a: \"postgresql://h/d?password=Canary\"}",
                "databases: {a: \"postgresql://h/d?sslPassword=Canary&x=1\"}",
                "databases: {a: \"postgresql://h/d?pass%77ord=Canary\"}",
                "databases: {a: \"host=h password = Canary\"}", "caches: {a: \"redis://:Canary@h/0\"}",
                "caches: {a: \"rediss://u:Canary@h:6379/0\"}"})
            QTest::newRow(line) << QByteArray(line);
    }
    void parse_addressWithAPassword_isRefused()
    {
        QFETCH(QByteArray, line);

        const QString message = messageOf("title: A\n" + line + "\n");

        const QString place = QStringLiteral("shop.yaml:2:%1: ").arg(line.indexOf('"') + 1);
        QVERIFY2(message.startsWith(place + QStringLiteral("this address holds a password")), qPrintable(message));
        QVERIFY(!message.contains(QStringLiteral("Canary")));
    }

    void parse_wrongMaps_nameLineAndColumn()
    {
        QVERIFY(
            messageOf("title: A\ndatabases: [a]\n").startsWith(QStringLiteral("shop.yaml:2:12: this has to be a map")));
        QVERIFY(
            messageOf("title: A\ncaches:\n  a: http://h\n").startsWith(QStringLiteral("shop.yaml:3:6: the address")));
        QVERIFY(messageOf("title: A\ndatabases:\n  a: h/d\n").startsWith(QStringLiteral("shop.yaml:3:6: the address")));
        QVERIFY(messageOf("title: A\napprovers:\n  g: abc\n")
                .startsWith(QStringLiteral("shop.yaml:3:6: this is no public")));
        QVERIFY(messageOf("title: A\ncaches: {\"\": redis://h}\n").contains(QStringLiteral("a name is empty")));
        QCOMPARE(messageOf("title: A\ncaches:\n  a: redis://h\n  a: redis://i\n"),
            QStringLiteral("shop.yaml:4:3: \"a\" is there twice."));
        QCOMPARE(messageOf("title: A\ntitle: B\n"), QStringLiteral("shop.yaml:2:1: \"title\" is there twice."));
        QVERIFY(!messageOf("title: A\napprovers: {a: {b: c}}\n").isEmpty());
    }

    void parse_assets_areReadInTheirOrder()
    {
        const auto system = SystemCatalog::parse(QStringLiteral("shop.yaml"),
            "title: A\nassets:\n"
            "  orders: {kind: table, name: Orders-prod, every: 1d, prove_every: 30d, keep: 14, tolerance: 0.1}\n"
            "  main:\n    kind: database\n    title: The shop\n    probes:\n"
            "      - {name: rows, uses: \"database:query\", with: {statement: \"select 1\", rows: 1}, select: "
            "\"rows[0]\"}\n"
            "  elsewhere: {kind: external, evidence: \"https://example.com/backups\"}\n"
            "backup_sets: {nightly: [main, orders]}\n"
            "databases: {main: postgresql://h/d}\n");

        QVERIFY2(system, qPrintable(system ? QString() : system.error().message()));
        QCOMPARE(system->assets.size(), 3);
        const Asset &orders = system->assets.at(0);
        QCOMPARE(orders.id, QStringLiteral("orders"));
        QCOMPARE(orders.name, QStringLiteral("Orders-prod"));
        QCOMPARE(orders.policy.every, std::chrono::hours(24));
        QCOMPARE(orders.policy.proveEvery, std::chrono::hours(24 * 30));
        QCOMPARE(orders.policy.keep, 14);
        QCOMPARE(orders.tolerance, 0.1);
        QVERIFY(orders.isDeclared);
        const BackupProbe probe = system->assets.at(1).probes.constFirst();
        QCOMPARE(probe.with.value(QStringLiteral("rows")).toInt(), 1);
        QCOMPARE(probe.select, QStringLiteral("rows[0]"));
        QCOMPARE(system->assets.at(2).kind, AssetKind::External);
        QCOMPARE(system->backupSets.value(QStringLiteral("nightly")),
            (QStringList{QStringLiteral("main"), QStringLiteral("orders")}));
    }

    void parse_deployments_areRead()
    {
        const auto system = SystemCatalog::parse(QStringLiteral("shop.yaml"),
            "title: A\ndeployments:\n  stacks: [shop]\n  functions: [orders, pay]\n  services: [prod/web]\n"
            "  releases: [shop/blue]\n  flags: [shop/production/flags]\n  secrets: [shop/a/b]\n"
            "  topic: arn:aws:sns:eu-west-1:123456789012:told\n  artifacts: s3://shop/x\n"
            "  error_rate: 0.5\n  latency: 800ms\n  healthy_for: 24h\n  bake: 1h\n");

        QVERIFY2(system, qPrintable(system ? QString() : system.error().message()));
        const DeploymentPlaces &places = system->deployments;
        QCOMPARE(places.stacks, QStringList{QStringLiteral("shop")});
        QCOMPARE(places.functions, (QStringList{QStringLiteral("orders"), QStringLiteral("pay")}));
        QCOMPARE(places.services, QStringList{QStringLiteral("prod/web")});
        QCOMPARE(places.releases, QStringList{QStringLiteral("shop/blue")});
        QCOMPARE(places.flags, QStringList{QStringLiteral("shop/production/flags")});
        QCOMPARE(places.secrets, QStringList{QStringLiteral("shop/a/b")});
        QCOMPARE(places.topic, QStringLiteral("arn:aws:sns:eu-west-1:123456789012:told"));
        QCOMPARE(places.artifacts, QStringLiteral("s3://shop/x"));
        QCOMPARE(places.errorRate, 0.5);
        QVERIFY(places.latency == std::chrono::milliseconds(800));
        QVERIFY(places.healthyFor == std::chrono::hours(24));
        QVERIFY(places.bake == std::chrono::minutes(60));
    }

    void parse_noDeployments_areAllOfTheAccount()
    {
        const auto system = SystemCatalog::parse(QStringLiteral("shop.yaml"), "title: A\n");

        QVERIFY(system);
        QCOMPARE(system->deployments, DeploymentPlaces());
    }

    void parse_wrongDeployments_namePlaceAndNearest_data()
    {
        QTest::addColumn<QByteArray>("yaml");
        QTest::addColumn<QString>("starts");
        const auto row = [](const QByteArray &yaml, const char *starts) {
            QTest::newRow(starts) << "deployments: " + yaml
                                  << QStringLiteral("shop.yaml:") + QString::fromLatin1(starts);
        };
        row("[a]\n", "2:14: deployments is a map");
        row("{functoins: [a]}\n", "2:15: deployments has no \"functoins\". Did you mean \"functions\"?");
        row("{stacks: a}\n", "2:23: this has to be a list: [NAME]");
        row("{stacks: [a], stacks: [b]}\n", "2:28: \"stacks\" is there twice.");
        row("{functions: [a, a]}\n", "2:30: \"a\" is there twice.");
        row("{services: [web]}\n", "2:26: \"web\" has to be CLUSTER/SERVICE.");
        row("{releases: [a/]}\n", "2:26: \"a/\" has to be APPLICATION/GROUP.");
        row("{flags: [a/b]}\n", "2:23: \"a/b\" has to be APPLICATION/ENVIRONMENT/PROFILE.");
        row("{topic: told}\n", "2:22: topic has to be the ARN");
        row("{artifacts: \"https://b/\"}\n", "2:26: artifacts has to be s3://");
        row("{error_rate: 101}\n", "2:27: error_rate has to be a percentage");
        row("{latency: fast}\n", "2:24: this has to be a time in steps of 1ms");
        row("{healthy_for: 90m}\n", "2:28: this has to be a time in steps of 1h");
        row("{bake: 0s}\n", "2:21: this has to be a time in steps of 1m");
    }
    void parse_wrongDeployments_namePlaceAndNearest()
    {
        QFETCH(QByteArray, yaml);
        QFETCH(QString, starts);

        const QString message = messageOf("title: A\n" + yaml);

        QVERIFY2(message.startsWith(starts), qPrintable(message));
    }

    void parse_wrongAssets_namePlaceAndNearest_data()
    {
        QTest::addColumn<QByteArray>("yaml");
        QTest::addColumn<QString>("starts");
        const auto row = [](const QByteArray &yaml, const char *starts) {
            QTest::newRow(starts) << yaml << QStringLiteral("shop.yaml:") + QString::fromLatin1(starts);
        };
        row("assets: [a]\n", "2:9: assets is a map");
        row("assets: {a: table}\n", "2:13: an asset is a map");
        row("assets: {a: {}}\n", "2:13: kind is missing");
        row("assets: {a: {kind: databse}}\n", "2:20: there is no kind \"databse\". Did you mean \"database\"?");
        row("assets: {a: {kind: table, evry: 1d}}\n", "2:27: an asset has no \"evry\". Did you mean \"every\"?");
        row("assets: {a: {kind: table, every: soon}}\n", "2:34: this has to be a time");
        row("assets: {a: {kind: table, every: 5s}}\n", "2:34: this has to be a time");
        row("assets: {a: {kind: table, keep: 0}}\n", "2:33: keep has to be a number");
        row("assets: {a: {kind: table, tolerance: nan}}\n", "2:38: tolerance has to be a percentage");
        row("assets: {a: {kind: table, prefix: x}}\n", "2:35: only a bucket and a cache");
        row("assets: {a: {kind: table, evidence: \"https://h/\"}}\n", "2:37: only what is external");
        row("assets: {a: {kind: external, evidence: \"javascript:alert(1)\"}}\n", "2:40: evidence has to be");
        row("assets: {a: {kind: external, evidence: \"https://u:p@h/\"}}\n", "2:40: this address holds");
        row("assets: {a: {kind: table, kind: table}}\n", "2:27: \"kind\" is there twice.");
        row("assets: {a: {kind: table}, a: {kind: table}}\n", "2:28: \"a\" is there twice.");
        row("assets: {\"\": {kind: table}}\n", "2:10: a name is empty.");
        row("assets: {a: {kind: database}}\n", "2:13: there is no database \"a\". These are: none.");
        row("assets: {a: {kind: cache, name: b}}\n", "2:33: there is no cache \"b\".");
        row("assets: {a: {kind: table, probes: [{name: x}]}}\n", "2:36: a probe needs a name");
        row("assets: {a: {kind: table, probes: [{name: x, uses: \"table:query\", select: \"[\"}]}}\n", "2:75: ");
        row("assets: {a: {kind: table, probes: [{name: x, uses: \"rm -rf\"}]}}\n", "2:52: uses is a kind of read");
        row("assets: {orders: {kind: table}}\nbackup_sets: {s: [order]}\n",
            "3:19: there is no asset \"order\". Did you mean \"orders\"?");
        row("assets: {a: {kind: table}}\nbackup_sets: {s: [a, a]}\n", "3:22: \"a\" is there twice.");
        row("backup_sets: {s: []}\n", "2:18: a set is a list");
    }
    void parse_wrongAssets_namePlaceAndNearest()
    {
        QFETCH(QByteArray, yaml);
        QFETCH(QString, starts);

        const QString message = messageOf("title: A\n" + yaml);

        QVERIFY2(message.startsWith(starts), qPrintable(message));
    }

    void parse_approvals_nameADatabase()
    {
        const QByteArray databases = "databases: {main: postgresql://h/d}\n";

        const auto before
            = SystemCatalog::parse(QStringLiteral("shop.yaml"), "title: A\napprovals: {database: main}\n" + databases);
        const auto none = SystemCatalog::parse(QStringLiteral("shop.yaml"), "title: A\n" + databases);

        QVERIFY2(before, qPrintable(before ? QString() : before.error().message()));
        QCOMPARE(before->approvalDatabase, QStringLiteral("main"));
        QVERIFY(none->approvalDatabase.isEmpty());
        QCOMPARE(messageOf("title: A\n" + databases + "approvals: {database: other}\n"),
            QStringLiteral("shop.yaml:3:12: there is no database \"other\". These are: main."));
        for (const char *wrong : {"main", "{database: \"\"}", "{table: main}", "{database: main, table: x}", "[main]"})
            QVERIFY2(messageOf(QByteArray("title: A\n") + databases + "approvals: " + wrong + '\n')
                         .startsWith(QStringLiteral("shop.yaml:3:12: this has to be")),
                wrong);
    }

    void parse_costs_namePlaces()
    {
        const QByteArray places = "databases: {main: postgresql://h/d}\ncaches: {fast: rediss://h}\n";

        const auto whole = SystemCatalog::parse(QStringLiteral("shop.yaml"),
            "title: A\ncosts: {database: main, cache: fast, cur_database: cur, cur_table: bills, workgroup: costs, "
            "results: s3://results/costs}\n"
                + places);

        QVERIFY2(whole, qPrintable(whole ? QString() : whole.error().message()));
        QCOMPARE(whole->costs.database, QStringLiteral("main"));
        QCOMPARE(whole->costs.cache, QStringLiteral("fast"));
        QCOMPARE(whole->costs.curDatabase, QStringLiteral("cur"));
        QCOMPARE(whole->costs.curTable, QStringLiteral("bills"));
        QCOMPARE(whole->costs.workgroup, QStringLiteral("costs"));
        QCOMPARE(whole->costs.results, QStringLiteral("s3://results/costs"));
        QCOMPARE(messageOf("title: A\n" + places + "costs: {database: other}\n"),
            QStringLiteral("shop.yaml:4:8: there is no database \"other\". These are: main."));
        QCOMPARE(messageOf("title: A\n" + places + "costs: {cache: other}\n"),
            QStringLiteral("shop.yaml:4:8: there is no cache \"other\". These are: fast."));
        QVERIFY(
            messageOf("title: A\ncosts:\n  cur_tabel: x\n").startsWith(QStringLiteral("shop.yaml:3:3: costs has no")));
        QCOMPARE(messageOf("title: A\ncosts: {results: bucket}\n"),
            QStringLiteral("shop.yaml:2:18: results begins with s3://."));
        for (const char *wrong : {"main", "[main]", "{workgroup: \"\"}", "{cache: a, cache: b}"})
            QVERIFY(
                messageOf(QByteArray("title: A\ncosts: ") + wrong + '\n').startsWith(QStringLiteral("shop.yaml:2:")));
    }

    void approversOf_readsTheFileEachTime()
    {
        QTemporaryDir folder;
        const QString key = QString::fromLatin1(QByteArray(32, 'k').toBase64());
        const auto write = [&folder](const QString &text) {
            QFile file(folder.filePath(QStringLiteral("shop.yaml")));
            return file.open(QIODevice::WriteOnly) && file.write(text.toUtf8()) > 0;
        };
        const SystemId shop{QStringLiteral("shop")};

        QVERIFY(write(QStringLiteral("title: A\nprofile: admin\napprovers: {grace: %1}\n").arg(key)));
        QCOMPARE(approversOf(shop, folder.path())->value(QStringLiteral("grace")), key);
        QCOMPARE(approversOf({QStringLiteral("profile:admin")}, folder.path())->size(), 1);
        QVERIFY(approversOf({QStringLiteral("profile:other")}, folder.path())->isEmpty());
        QVERIFY(write(QStringLiteral("title: A\n")));
        QVERIFY(approversOf(shop, folder.path())->isEmpty());
        QVERIFY(write(QStringLiteral("title: [\n")));
        QVERIFY(!approversOf(shop, folder.path()));
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

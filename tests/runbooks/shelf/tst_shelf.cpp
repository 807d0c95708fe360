// SPDX-License-Identifier: GPL-3.0-or-later
#include <shelf/shelf.h>
#include <support/await.h>

#include <QTemporaryDir>
#include <QTest>

using namespace sm;
using namespace sm::runbooks;
using namespace sm::test;
using namespace Qt::Literals::StringLiterals;

class TestShelf : public QObject
{
    Q_OBJECT

private:
    QString write(const QString &name, const QByteArray &bytes)
    {
        QFile file(m_folder->filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? file.fileName() : QString();
    }
    Runbook imported()
    {
        const QString file = write(u"team.md"_s, "# Look\n\n1. Ask\n");
        const auto drafts = await(shelf().import(file, {}));
        if (!drafts || !*drafts)
            return {};
        Runbook runbook = (*drafts)->first().runbook;
        runbook.system.value = u"demo"_s;
        return runbook;
    }
    Shelf shelf() const { return Shelf(m_folder->filePath(u"runbooks"_s)); }

    std::unique_ptr<QTemporaryDir> m_folder;

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void save_thenLoad_hasIt()
    {
        const Shelf mine = shelf();
        const Runbook runbook = imported();

        const auto saved = await(mine.save(runbook));
        QVERIFY(saved && *saved);
        QVERIFY((*saved)->endsWith(u"runbooks/demo/look.yaml"));
        const auto library = await(mine.load({}));

        QVERIFY(library && *library);
        QVERIFY((*library)->runbook({u"demo"_s}, u"look"_s));
        QVERIFY((*library)->problems().isEmpty());
    }

    void save_twice_isRefused()
    {
        const Shelf mine = shelf();
        const Runbook runbook = imported();
        QVERIFY(await(mine.save(runbook)).value());

        const auto again = await(mine.save(runbook));

        QVERIFY(again && !*again);
        QCOMPARE(again->error().code(), u"RunbookExists"_s);
    }

    void save_whatCanNotBeReadAgain_isRefused()
    {
        const Shelf mine = shelf();
        Runbook runbook = imported();
        runbook.steps.clear();

        const auto saved = await(mine.save(runbook));

        QVERIFY(saved && !*saved);
        QCOMPARE(saved->error().kind(), Error::Kind::Invalid);
        QVERIFY(!QFile::exists(m_folder->filePath(u"runbooks/demo/look.yaml"_s)));
    }

    void import_fileThatIsNotThere_saysSo()
    {
        const Shelf mine = shelf();
        const auto drafts = await(mine.import(m_folder->filePath(u"gone.md"_s), {}));

        QVERIFY(drafts && !*drafts);
        QCOMPARE(drafts->error().kind(), Error::Kind::Storage);
        QVERIFY(drafts->error().message().contains(u"gone.md"));
    }

    void load_brokenFile_isAProblemAndTheOthersAreThere()
    {
        const Shelf mine = shelf();
        QVERIFY(await(mine.save(imported())).value());
        write(u"runbooks/demo/broken.yaml"_s, "title: Broken\nsteps: 7\n");

        const auto library = await(mine.load({}));

        QVERIFY(library && *library);
        QVERIFY((*library)->runbook({u"demo"_s}, u"look"_s));
        QVERIFY(!(*library)->problems().isEmpty());
        QVERIFY((*library)->problems().first().place.file.endsWith(u"broken.yaml"));
    }
};

QTEST_GUILESS_MAIN(TestShelf)
#include "tst_shelf.moc"

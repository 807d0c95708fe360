// SPDX-License-Identifier: GPL-3.0-or-later
#include <costexplorer/explorerfile.h>

#include <support/await.h>
#include <support/mockclock.h>

#include <QTest>

using namespace sm;
using namespace sm::costs;
using namespace sm::test;
using namespace Qt::Literals::StringLiterals;

class TestExplorerFile : public QObject
{
    Q_OBJECT

private:
    using Keep = ExplorerArchive::Keep;

    std::unique_ptr<ExplorerFile> opened() const
    {
        auto file = await(ExplorerFile::open(m_folder->path() + u"/ce.db"_s, &m_clock));
        return file && *file ? std::move(**file) : nullptr;
    }
    static std::optional<QByteArray> read(ExplorerFile &file, const QString &name)
    {
        const auto kept = await(file.read(name, {}));
        if (!kept || !*kept || !**kept)
            return std::nullopt;
        return (**kept)->text;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    MockClock m_clock;

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void text_nextStart_isThere();
    void text_again_takesItsPlace();
    void open_afterNinetyDays_isForgotten();
    void forget_ofScope_leavesOthers();
    void file_ofAnother_isRefused();
};

void TestExplorerFile::text_nextStart_isThere()
{
    {
        const auto file = opened();
        QVERIFY(file);
        QVERIFY(await(file->write(u"1/a"_s, "text", Keep::ForEver, {})));
    }
    const auto file = opened();
    QVERIFY(file);

    QCOMPARE(read(*file, u"1/a"_s), QByteArray("text"));
    QVERIFY(!read(*file, u"1/b"_s));
}

void TestExplorerFile::text_again_takesItsPlace()
{
    const auto file = opened();
    QVERIFY(await(file->write(u"1/a"_s, "old", Keep::Open, {})));
    QVERIFY(await(file->write(u"1/a"_s, "new", Keep::Open, {})));

    QCOMPARE(read(*file, u"1/a"_s), QByteArray("new"));
}

void TestExplorerFile::open_afterNinetyDays_isForgotten()
{
    const auto file = opened();
    QVERIFY(await(file->write(u"1/closed"_s, "c", Keep::ForEver, {})));
    QVERIFY(await(file->write(u"1/open"_s, "o", Keep::Open, {})));
    m_clock.advance(std::chrono::hours(24 * 91));
    QVERIFY(await(file->write(u"1/new"_s, "n", Keep::Open, {})));

    QVERIFY(!read(*file, u"1/open"_s));
    QCOMPARE(read(*file, u"1/closed"_s), QByteArray("c"));
    QCOMPARE(read(*file, u"1/new"_s), QByteArray("n"));
}

void TestExplorerFile::forget_ofScope_leavesOthers()
{
    const auto file = opened();
    QVERIFY(await(file->write(u"1/a"_s, "a", Keep::ForEver, {})));
    QVERIFY(await(file->write(u"12/a"_s, "b", Keep::ForEver, {})));

    QVERIFY(await(file->forget(u"1"_s)));

    QVERIFY(!read(*file, u"1/a"_s));
    QCOMPARE(read(*file, u"12/a"_s), QByteArray("b"));
}

void TestExplorerFile::file_ofAnother_isRefused()
{
    QFile other(m_folder->path() + u"/ce.db"_s);
    QVERIFY(other.open(QIODevice::WriteOnly));
    other.write("no database");
    other.close();

    QVERIFY(!opened());
}

QTEST_GUILESS_MAIN(TestExplorerFile)
#include "tst_explorerfile.moc"

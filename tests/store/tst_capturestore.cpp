// SPDX-License-Identifier: GPL-3.0-or-later
#include <store/capturestore.h>

#include <support/await.h>

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <csignal>

#include <sys/resource.h>

using namespace sm;
using namespace Qt::Literals::StringLiterals;
using store::CaptureId;
using store::CaptureStore;

namespace {

constexpr qsizetype Block = 64 * 1024;

template <typename T>
Result<T> answer(QCoro::Task<Result<T>> task)
{
    return test::await(std::move(task)).value_or(Error(Error::Kind::Timeout, u"no answer"_s));
}

crypto::Seal seal(char letter = 'k') { return crypto::Seal(Secret(QByteArrayView(QByteArray(32, letter)))); }

QByteArray content(qsizetype size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    for (qsizetype i = 0; i < size; ++i)
        bytes[i] = char(i * 31 + i / 251);
    return bytes;
}

Result<CaptureId> capture(const CaptureStore &store, const QByteArray &bytes, qsizetype piece = 10'000)
{
    const auto writer = store.writer();
    for (qsizetype at = 0; at < bytes.size(); at += piece) {
        if (const auto taken = answer(writer->append(bytes.mid(at, piece))); !taken)
            return taken.error();
    }
    return answer(writer->finish());
}

Result<QByteArray> readAll(const CaptureStore &store, const CaptureId &id)
{
    const auto reader = store.reader(id);
    QByteArray all;
    for (;;) {
        const Result<QByteArray> piece = answer(reader->next());
        if (!piece)
            return piece.error();
        if (piece->isEmpty())
            return all;
        all += *piece;
    }
}

QByteArray read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(bytes) == bytes.size();
}

} // namespace

class TestCaptureStore : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    QString path() const { return m_folder->filePath(u"captures"_s); }
    QStringList files() const { return QDir(path()).entryList(QDir::Files); }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void capture_isReadAsItWasWritten_data()
    {
        QTest::addColumn<qsizetype>("size");
        for (const qsizetype size : {qsizetype(0), qsizetype(1), Block - 1, Block, Block + 1, 2 * Block, 3 * Block + 7})
            QTest::addRow("%lld bytes", qint64(size)) << size;
    }
    void capture_isReadAsItWasWritten()
    {
        QFETCH(qsizetype, size);
        const CaptureStore store(path(), seal());
        const QByteArray bytes = content(size);

        const auto id = capture(store, bytes);

        QVERIFY(id);
        QCOMPARE(id->bytes, size);
        QCOMPARE(id->sha256.toLatin1(), QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
        QCOMPARE(files(), QStringList{id->sha256});
        QCOMPARE(readAll(store, *id).value_or("another"), bytes);
        QVERIFY(answer(store.verify(*id)));
    }

    void capture_piecesOfAnySize_giveTheSame()
    {
        const CaptureStore store(path(), seal());
        const QByteArray bytes = content(3 * Block);

        for (const qsizetype piece : {qsizetype(700), Block, 3 * Block}) {
            const auto id = capture(store, bytes, piece);
            QVERIFY(id);
            QCOMPARE(readAll(store, *id).value_or("another"), bytes);
        }
        QCOMPARE(files().size(), 1);
    }

    void file_isItsOwnersAloneAndSealed()
    {
        const CaptureStore store(path(), seal());
        const QByteArray secret("-----BEGIN the password is hunter2-----");

        const auto id = capture(store, secret.repeated(4'000));

        QVERIFY(id);
        const QString file = path() + u'/' + id->sha256;
        QCOMPARE(QFile::permissions(file) & (QFile::ReadGroup | QFile::ReadOther), 0);
        QCOMPARE(QFile::permissions(path()) & (QFile::ReadGroup | QFile::ReadOther), 0);
        QVERIFY(!read(file).contains("hunter2"));
    }

    void unfinished_leavesNothing()
    {
        const CaptureStore store(path(), seal());
        {
            const auto writer = store.writer();
            QVERIFY(answer(writer->append(content(3 * Block))));
            QCOMPARE(files().size(), 1);
        }
        QTRY_VERIFY(files().isEmpty());
    }

    void partOfAProgramThatWasKilled_isSweptAway()
    {
        const CaptureStore store(path(), seal());
        QVERIFY(QDir().mkpath(path()));
        QVERIFY(write(path() + u"/part-0011223344556677"_s, "half"));
        const auto other = store.writer();
        QVERIFY(answer(other->append("still under way")));

        const auto id = capture(store, "new");

        QVERIFY(id);
        QCOMPARE(files().size(), 2);
        QVERIFY(!files().contains(u"part-0011223344556677"_s));
        QVERIFY(answer(other->finish()));
    }

    void writer_afterTheEnd_takesNothing()
    {
        const CaptureStore store(path(), seal());
        const auto writer = store.writer();
        QVERIFY(answer(writer->finish()));

        QVERIFY(!answer(writer->append("more")));
        QVERIFY(!answer(writer->finish()));
    }

    void fullDisk_isAnErrorAndLeavesNothing()
    {
        const CaptureStore store(path(), seal());
        const auto writer = store.writer();
        QVERIFY(answer(writer->append("begin")));
        ::signal(SIGXFSZ, SIG_IGN);
        rlimit before = {};
        ::getrlimit(RLIMIT_FSIZE, &before);
        rlimit none = before;
        none.rlim_cur = 0;
        ::setrlimit(RLIMIT_FSIZE, &none);

        const auto taken = answer(writer->append(content(3 * Block)));
        const auto finished = answer(writer->finish());
        ::setrlimit(RLIMIT_FSIZE, &before);

        QVERIFY(!finished);
        QCOMPARE(finished.error().kind(), Error::Kind::Storage);
        QVERIFY(files().isEmpty());
    }

    void placeThatCanNotBeWritten_isAnError()
    {
        const CaptureStore store(u"/proc/stationmaster"_s, seal());

        const auto id = capture(store, "x");

        QVERIFY(!id);
        QCOMPARE(id.error().kind(), Error::Kind::Storage);
    }

    void damage_anywhere_isFound()
    {
        const CaptureStore store(path(), seal());
        const QByteArray bytes = content(2 * Block + 500);
        const auto id = capture(store, bytes);
        QVERIFY(id);
        const QString file = path() + u'/' + id->sha256;
        const QByteArray sound = read(file);
        for (qsizetype at = 0; at < sound.size(); at += at < 100 ? 1 : 997) {
            QByteArray changed = sound;
            changed[at] ^= char(1 << (at % 8));
            QVERIFY(write(file, changed));
            const auto verified = answer(store.verify(*id));
            QVERIFY2(!verified, qPrintable(QString::number(at)));
            QCOMPARE(verified.error().code(), u"CaptureDamaged"_s);
        }
    }

    void cutDoubledOrExchangedBlocks_areFound()
    {
        const CaptureStore store(path(), seal());
        const auto id = capture(store, content(3 * Block));
        QVERIFY(id);
        const QString file = path() + u'/' + id->sha256;
        const QByteArray sound = read(file);
        const qsizetype sealed = Block + crypto::Seal::OverheadBytes;
        const QByteArray header = sound.left(32);
        const auto block = [&](int number) { return sound.mid(32 + number * sealed, sealed); };
        for (const QByteArray &changed :
            {QByteArray(), header.left(31), header, header + block(0), header + block(0) + block(1),
                header + block(1) + block(0) + block(2), header + block(0) + block(0) + block(1) + block(2),
                sound + 'x', sound.chopped(1), sound.left(16) + QByteArray(16, 'l') + sound.mid(32)}) {
            QVERIFY(write(file, changed));
            QVERIFY(!answer(store.verify(*id)));
        }
        QVERIFY(write(file, sound));
        QVERIFY(answer(store.verify(*id)));
    }

    void anotherCaptureUnderTheName_isFound()
    {
        const CaptureStore store(path(), seal());
        const auto id = capture(store, "before");
        const auto other = capture(store, "after!");
        QVERIFY(id && other);
        QVERIFY(write(path() + u'/' + id->sha256, read(path() + u'/' + other->sha256)));

        QVERIFY(!answer(store.verify(*id)));
        QVERIFY(answer(store.verify(*other)));
        QVERIFY(!answer(store.verify({other->sha256, other->bytes + 1})));
    }

    void reader_withAnotherKey_isRefused()
    {
        const auto id = capture(CaptureStore(path(), seal()), "before");
        QVERIFY(id);

        const auto verified = answer(CaptureStore(path(), seal('x')).verify(*id));

        QVERIFY(!verified);
        QCOMPARE(verified.error().code(), u"CaptureDamaged"_s);
    }

    void reader_ofSomethingElse_isNotFound_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("unknown") << QString(64, u'0');
        QTest::newRow("empty") << QString();
        QTest::newRow("a path") << u"../journal.db"_s;
        QTest::newRow("a long path") << u"../"_s.repeated(20) + u"etc/passwd"_s;
        QTest::newRow("upper case") << QString(64, u'A');
    }
    void reader_ofSomethingElse_isNotFound()
    {
        QFETCH(QString, name);

        const auto verified = answer(CaptureStore(path(), seal()).verify({name, 0}));

        QVERIFY(!verified);
        QCOMPARE(verified.error().kind(), Error::Kind::NotFound);
    }
};

QTEST_GUILESS_MAIN(TestCaptureStore)
#include "tst_capturestore.moc"

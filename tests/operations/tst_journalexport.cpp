// SPDX-License-Identifier: GPL-3.0-or-later
#include "journalfixtures.h"

#include <core/csv.h>
#include <core/json.h>

#include <QBuffer>
#include <QJsonArray>
#include <QProcess>
#include <QStandardPaths>

using namespace sm;
using namespace Qt::Literals::StringLiterals;
using test::answer;
using test::JournalFile;

namespace {

/// Takes a few bytes and then no more, as a full disk.
class FullDevice final : public QIODevice
{
public:
    FullDevice() { open(QIODevice::WriteOnly); }

protected:
    qint64 readData(char *, qint64) override { return -1; }
    qint64 writeData(const char *, qint64) override
    {
        setErrorString(u"No space left"_s);
        return -1;
    }
};

QByteArray exported(operations::Journal &journal)
{
    const auto buffer = std::make_shared<QBuffer>();
    buffer->open(QIODevice::WriteOnly);
    return answer(journal.exportJson(buffer, {})) ? buffer->data() : QByteArray();
}

struct Verdict
{
    int status = -1;
    QString text;
};

Verdict verify(const QByteArray &bytes, const QStringList &arguments = {})
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"export.json"_s);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        return {};
    file.close();
    QProcess python;
    python.setProcessChannelMode(QProcess::MergedChannels);
    python.start(QStandardPaths::findExecutable(u"python3"_s),
        QStringList{QStringLiteral(SM_SOURCE_DIR "/docs/guide/verify_journal.py"), path} + arguments);
    return python.waitForFinished() ? Verdict{python.exitCode(), QString::fromUtf8(python.readAll())} : Verdict{};
}

/// \p json with what \p change does to its rows.
template <typename Change>
QByteArray withRows(const QByteArray &json, Change change)
{
    QJsonObject object = parseJson(json)->toObject();
    QJsonArray rows = object[u"rows"].toArray();
    change(rows);
    object[u"rows"] = rows;
    return toCompactJson(object);
}

QJsonObject with(QJsonObject object, const QString &key, const QJsonValue &value)
{
    object[key] = value;
    return object;
}

using Damage = std::function<void(QJsonArray &)>;

Damage set(int row, const QString &key, const QJsonValue &value)
{
    return [=](QJsonArray &rows) { rows[row] = with(rows[row].toObject(), key, value); };
}

Damage setColumn(int row, const QString &column, const QJsonValue &value)
{
    return [=](QJsonArray &rows) {
        const QJsonObject object = rows[row].toObject();
        rows[row] = with(object, u"columns"_s, with(object[u"columns"].toObject(), column, value));
    };
}

} // namespace

class TestJournalExport : public QObject
{
    Q_OBJECT

    JournalFile m_file;
    std::unique_ptr<operations::Journal> m_journal;
    QByteArray m_json;

private Q_SLOTS:
    void initTestCase()
    {
        m_journal = m_file.open();
        QVERIFY(m_journal);
        QVERIFY(test::writeRun(*m_journal, {u"ada"_s, u"Zoë \"x\"\n\t\u0001"_s, u"=cmd|' /C calc'!A0"_s, u"eve"_s}));
        m_json = exported(*m_journal);
    }

    void json_wholeJournal_isVerifiedByTheScript()
    {
        const Verdict plain = verify(m_json);
        const Verdict withKey = verify(m_json, {QString::fromLatin1(m_journal->publicKey().toHex())});

        QVERIFY2(plain.status == 0, qPrintable(plain.text));
        QVERIFY2(plain.text.startsWith(u"12 rows are right"_s), qPrintable(plain.text));
        QCOMPARE(withKey.status, 0);
    }

    void json_hasHeaderAndAllRows()
    {
        const auto json = parseJson(m_json);

        QVERIFY(json);
        QCOMPARE((*json)[u"format"], QJsonValue(u"stationmaster-journal-1"_s));
        QCOMPARE((*json)[u"hash"], QJsonValue(u"SHA-256"_s));
        QCOMPARE((*json)[u"signature"], QJsonValue(u"Ed25519"_s));
        QCOMPARE((*json)[u"publicKey"].toString().toLatin1(), m_journal->publicKey().toHex());
        QCOMPARE((*json)[u"rows"].toArray().size(), 12);
        QCOMPARE((*json)[u"head"][u"seq"], QJsonValue(12));
    }

    void json_anotherKey_isNotThisJournal()
    {
        const Verdict verdict = verify(m_json, {QString(64, u'0')});

        QCOMPARE(verdict.status, 1);
    }

    void json_damaged_isFoundByTheScript_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("tells");
        const auto damaged = [this](const char *name, const Damage &damage, const char *tells) {
            QTest::newRow(name) << withRows(m_json, damage) << QString::fromLatin1(tells);
        };
        const QString digit = u"0"_s.repeated(64);
        damaged("a title", setColumn(2, u"title"_s, u"Enable ada"_s), "entries 1 (chain 3)");
        damaged("a number", setColumn(2, u"intent_at"_s, 1), "entries 1 (chain 3)");
        damaged("a number as text", setColumn(2, u"step"_s, u"0"_s), "entries 1 (chain 3)");
        damaged("a truth", setColumn(2, u"step"_s, false), "entries 1 (chain 3)");
        damaged("null for text", setColumn(4, u"title"_s, QJsonValue::Null), "entries 2 (chain 5)");
        damaged("a column more", setColumn(4, u"titel"_s, u"Disable"_s), "entries 2 (chain 5)");
        damaged("a hash", set(5, u"hash"_s, digit), "outcomes 2 (chain 6)");
        damaged("a signature", set(5, u"signature"_s, digit + digit), "(chain 7)");
        damaged("no signature", set(5, u"signature"_s, QJsonValue::Null), "(chain 7)");
        damaged("a table's name", set(5, u"table"_s, u"entries"_s), "entries 2 (chain 6)");
        damaged("a row's number", set(5, u"row"_s, 77), "outcomes 77 (chain 6)");
        damaged("a number in the chain", set(5, u"seq"_s, 7), "outcomes 2 (chain 7)");
        damaged("no columns", set(5, u"columns"_s, QJsonValue::Null), "no whole export");
        damaged("a row is gone", [](QJsonArray &rows) { rows.removeAt(4); }, "outcomes 2 (chain 6)");
        damaged("the first row is gone", [](QJsonArray &rows) { rows.removeFirst(); }, "plans 1 (chain 2)");
        damaged("the last row is gone", [](QJsonArray &rows) { rows.removeLast(); }, "not the signed head");
        damaged("a row is there twice", [](QJsonArray &rows) { rows.insert(4, rows.at(4)); }, "entries 2 (chain 5)");
        damaged(
            "two rows exchanged",
            [](QJsonArray &rows) {
                const QJsonValue row = rows.takeAt(4);
                rows.insert(5, row);
            },
            "outcomes 2 (chain 6)");
        damaged("all rows are gone", [](QJsonArray &rows) { rows = {}; }, "not the signed head");
        const QJsonObject whole = parseJson(m_json)->toObject();
        QTest::newRow("another public key")
            << toCompactJson(with(whole, u"publicKey"_s, digit)) << u"not the signed head"_s;
        QTest::newRow("another head") << toCompactJson(
            with(whole, u"head"_s, with(whole[u"head"].toObject(), u"hash"_s, digit)))
                                      << u"not the signed head"_s;
        QTest::newRow("the last signature")
            << toCompactJson(with(parseJson(withRows(m_json, set(11, u"signature"_s, digit + digit)))->toObject(),
                   u"head"_s, with(whole[u"head"].toObject(), u"signature"_s, digit + digit)))
            << u"not the signed head"_s;
        QTest::newRow("cut off") << m_json.chopped(40) << u"no whole export"_s;
        QTest::newRow("empty") << QByteArray() << u"no whole export"_s;
        QTest::newRow("something else") << QByteArray("[1]") << u"no whole export"_s;
    }
    void json_damaged_isFoundByTheScript()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, tells);

        const Verdict verdict = verify(json);

        QCOMPARE(verdict.status, 1);
        QVERIFY2(verdict.text.contains(tells), qPrintable(verdict.text));
        QVERIFY2(!verdict.text.contains(u"Traceback"_s), qPrintable(verdict.text));
    }

    void json_overManyPages_isWhole()
    {
        const JournalFile file;
        const auto journal = file.open();
        QVERIFY(journal);
        for (int i = 0; i < 1'100; ++i)
            QVERIFY(answer(journal->note(0, u"locked"_s, -1, {}, u"sabine"_s)));

        const Verdict verdict = verify(exported(*journal));

        QVERIFY2(verdict.text.startsWith(u"1101 rows are right"_s), qPrintable(verdict.text));
    }

    void json_emptiestJournal_isRight()
    {
        const JournalFile file;
        const auto journal = file.open();
        QVERIFY(journal);

        const Verdict verdict = verify(exported(*journal));

        QVERIFY2(verdict.text.startsWith(u"1 rows are right"_s), qPrintable(verdict.text));
    }

    void csv_isSafeForSpreadsheetsAndKeepsWhatIsSealed()
    {
        const auto buffer = std::make_shared<QBuffer>();
        QVERIFY(buffer->open(QIODevice::WriteOnly));

        QVERIFY(answer(m_journal->exportCsv(buffer, {}, {})));

        const auto rows = csv::read(buffer->data());
        QVERIFY(rows);
        QCOMPARE(rows->size(), 5);
        const QStringList header = rows->first().fields;
        const auto field
            = [&](int row, const QString &name) { return rows->at(row).fields.value(header.indexOf(name)); };
        QCOMPARE(field(2, u"resource"_s), u"'=cmd|' /C calc'!A0"_s);
        QCOMPARE(csv::undefused(field(2, u"resource"_s)), u"=cmd|' /C calc'!A0"_s);
        QCOMPARE(field(1, u"state"_s), u"failed"_s);
        QCOMPARE(field(1, u"resolution"_s), u"failed"_s);
        QCOMPARE(field(2, u"after"_s), u"{\"Enabled\":false}"_s);
        QCOMPARE(field(4, u"sealed"_s), u"yes"_s);
        QVERIFY(field(4, u"before"_s).isEmpty());
        QCOMPARE(field(4, u"system"_s), u"Demo"_s);
    }

    void csv_filtered_hasThoseAlone()
    {
        const auto buffer = std::make_shared<QBuffer>();
        QVERIFY(buffer->open(QIODevice::WriteOnly));
        operations::JournalFilter filter;
        filter.resource = u"eve"_s;
        filter.limit = 0;

        QVERIFY(answer(m_journal->exportCsv(buffer, filter, {})));

        QCOMPARE(csv::read(buffer->data())->size(), 2);
    }

    void device_full_isAnError()
    {
        const auto json = answer(m_journal->exportJson(std::make_shared<FullDevice>(), {}));
        const auto csv = answer(m_journal->exportCsv(std::make_shared<FullDevice>(), {}, {}));

        QCOMPARE(json.error().kind(), Error::Kind::Storage);
        QVERIFY(json.error().message().contains(u"No space left"_s));
        QCOMPARE(csv.error().kind(), Error::Kind::Storage);
    }

    void cancelled_stops()
    {
        CancelSource source;
        source.cancel();
        const auto buffer = std::make_shared<QBuffer>();
        QVERIFY(buffer->open(QIODevice::WriteOnly));

        QCOMPARE(answer(m_journal->exportJson(buffer, source.token())).error().kind(), Error::Kind::Cancelled);
        QCOMPARE(answer(m_journal->exportCsv(buffer, {}, source.token())).error().kind(), Error::Kind::Cancelled);
        QCOMPARE(answer(m_journal->verify(source.token())).error().kind(), Error::Kind::Cancelled);
    }
};

QTEST_GUILESS_MAIN(TestJournalExport)
#include "tst_journalexport.moc"

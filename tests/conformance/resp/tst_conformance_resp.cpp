// SPDX-License-Identifier: GPL-3.0-or-later
#include <support/vectors.h>

#include <redis/replyreader.h>

#include <QDirIterator>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <cstdio>

using namespace sm;
using namespace sm::redis;
using namespace Qt::Literals::StringLiterals;

namespace {

QString folder() { return sm::test::vectorsFolder() + u"/resp"_s; }

/// What became of some bytes, in the words of the suite.
struct Conclusion
{
    QString status;
    std::optional<Reply> value;
    qsizetype consumed = 0;

    friend bool operator==(const Conclusion &, const Conclusion &) = default;
};

Conclusion conclude(ReplyReader &reader, qsizetype fed)
{
    Result<std::optional<Reply>> next = reader.next();
    if (!next)
        return {u"error"_s, std::nullopt, 0};
    if (!*next)
        return {u"incomplete"_s, std::nullopt, 0};
    return {u"ok"_s, **next, fed - reader.unread()};
}

Conclusion fedAtOnce(const QByteArray &wire)
{
    ReplyReader reader;
    reader.feed(wire);
    return conclude(reader, wire.size());
}

Conclusion fedByteByByte(const QByteArray &wire)
{
    ReplyReader reader;
    Conclusion conclusion{u"incomplete"_s, std::nullopt, 0};
    for (qsizetype i = 0; i < wire.size() && conclusion.status == u"incomplete"; ++i) {
        reader.feed(QByteArrayView(wire).sliced(i, 1));
        conclusion = conclude(reader, i + 1);
    }
    return conclusion;
}

/// The suite writes bytes as a string of Latin 1 or UTF-8 letters; its values are ASCII but for that.
Reply reply(const QJsonObject &value)
{
    const QString type = value.begin().key();
    const QJsonValue content = value.begin().value();
    if (type == u"int")
        return Reply::number(content.toInteger());
    if (type == u"array") {
        if (content.isNull())
            return Reply::nil(Reply::Type::Array);
        Reply list = Reply::array();
        for (const QJsonValue each : content.toArray())
            list.append(reply(each.toObject()));
        return list;
    }
    if (content.isNull())
        return Reply::nil(Reply::Type::Bulk);
    const Reply::Type kind = type == u"bulk" ? Reply::Type::Bulk
        : type == u"simple"                  ? Reply::Type::Simple
                                             : Reply::Type::Error;
    return Reply::text(kind, content.toString().toUtf8());
}

Conclusion expectation(const QJsonObject &strict)
{
    Conclusion expected{strict[u"status"].toString(), std::nullopt, 0};
    if (expected.status == u"ok") {
        expected.value = reply(strict[u"value"].toObject());
        expected.consumed = strict[u"consumed"].toInteger();
    }
    return expected;
}

} // namespace

class TestConformanceResp : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!QDir(folder()).exists())
            QSKIP("STATIONMASTER_VECTORS names no folder with a set 'resp'");
    }

    void everyCase_isReadAsListed()
    {
        QDirIterator files(folder(), {u"*.json"_s}, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext())
            checkFile(files.next());

        std::printf("resp: %d/%d\n", m_passed, m_total);
        std::fflush(stdout);
        QVERIFY2(m_total > 0, "no case found");
        QVERIFY2(m_passed == m_total, qPrintable(m_failures.join(u'\n')));
    }

private:
    void checkFile(const QString &path)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonArray cases = QJsonDocument::fromJson(file.readAll()).object()[u"cases"].toArray();
        for (const QJsonValue each : cases) {
            const QByteArray wire = QByteArray::fromHex(each[u"wire_hex"].toString().toLatin1());
            const Conclusion expected = expectation(each[u"strict_resp2"].toObject());
            ++m_total;
            if (fedAtOnce(wire) == expected && fedByteByByte(wire) == expected)
                ++m_passed;
            else
                m_failures.append(each[u"title"].toString());
        }
    }

    int m_passed = 0;
    int m_total = 0;
    QStringList m_failures;
};

QTEST_GUILESS_MAIN(TestConformanceResp)
#include "tst_conformance_resp.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// What the catalog finds out of an answer that was lost, from the states around the write.
#include "recipe.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace sm;
using namespace sm::operations;
using namespace Qt::Literals::StringLiterals;

namespace {

QJsonArray examples()
{
    QFile file(QStringLiteral(SM_SOURCE_DIR "/tests/operations/foundanswers.json"));
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).array() : QJsonArray();
}

QString usesOf(const QJsonValue &example) { return u"aws:"_s + example[u"uses"].toString(); }

bool namesItsAnswer(const CatalogEntry &entry)
{
    bool names = entry.verify.contains("output."_L1);
    for (const Inverse &inverse : entry.inverse)
        names |= (inverse.when + inverse.with + inverse.each).contains("output."_L1);
    return names;
}

} // namespace

class TestFoundAnswers : public QObject
{
    Q_OBJECT

private:
    const Catalog m_catalog = Catalog::load().value_or(Catalog());

private Q_SLOTS:
    void lostAnswer_isFoundInTheWorld_data()
    {
        QTest::addColumn<QJsonObject>("example");
        const QJsonArray all = examples();
        for (int i = 0; i < all.size(); ++i)
            QTest::addRow("%s %d", qPrintable(all.at(i)[u"uses"].toString()), i) << all.at(i).toObject();
        QVERIFY(all.size() > 30);
    }
    void lostAnswer_isFoundInTheWorld()
    {
        QFETCH(QJsonObject, example);
        Step step;
        step.operation = {usesOf(example), example[u"input"].toObject(), {}};
        const CatalogEntry entry = m_catalog.entry(usesOf(example)).value_or(CatalogEntry());

        const Verdict verdict = reconcileBy(entry, step, {example[u"before"], example[u"after"], {}, {}});

        QCOMPARE(verdict.kind, Verdict::Kind::Done);
        QCOMPARE(verdict.output, example[u"found"].toObject());
        QCOMPARE(reconcileBy(entry, step, {example[u"before"], example[u"before"], {}, {}}).output, QJsonObject());
    }

    void everyAnswerThatCanBeFound_isInAnExample()
    {
        QSet<QString> shown;
        const QJsonArray all = examples();
        for (const QJsonValue &example : all)
            shown << usesOf(example);
        for (const QString &uses : m_catalog.entries()) {
            if (!m_catalog.entry(uses)->answer.isEmpty())
                QVERIFY2(shown.contains(uses), qPrintable(uses));
        }
    }

    void everyAnswerThatIsGoneBy_canBeFound()
    {
        // What is looked at there is gone, has no names, or is a list of complaints.
        const QSet<QString> never{u"aws:s3:DeleteObject"_s, u"aws:s3:DeleteObjects"_s,
            u"aws:ec2:AuthorizeSecurityGroupIngress"_s, u"aws:cloudwatch:PutDashboard"_s};
        for (const QString &uses : m_catalog.entries()) {
            const std::optional<CatalogEntry> entry = m_catalog.entry(uses);
            if (uses.startsWith("aws:"_L1) && namesItsAnswer(*entry) && !never.contains(uses))
                QVERIFY2(!entry->answer.isEmpty(), qPrintable(uses));
        }
    }

    void noAnswerThatIsFound_holdsASecret()
    {
        for (const QString &uses : m_catalog.entries()) {
            const std::optional<CatalogEntry> entry = m_catalog.entry(uses);
            for (const QString &path : entry->answerSecrets + entry->secrets)
                QVERIFY2(!entry->answer.contains(path.section(u'.', -1).remove("[]"_L1)) || path.endsWith(u'*'),
                    qPrintable(uses + u' ' + path));
        }
    }
};

QTEST_GUILESS_MAIN(TestFoundAnswers)
#include "tst_foundanswers.moc"

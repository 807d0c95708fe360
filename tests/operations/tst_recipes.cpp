// SPDX-License-Identifier: GPL-3.0-or-later
// The recipes of the catalog, held against the service models: what they read, what proves them, what takes them back.
#include "recipe.h"
#include "shapesample.h"

#include <aws/models.h>
#include <aws/validate.h>

#include <QFile>
#include <QJsonArray>
#include <QTest>

using namespace sm;
using namespace sm::operations;
using namespace Qt::Literals::StringLiterals;
using test::Extent;
using test::sampleOf;

namespace {

/// A write of the model with what it could be given and could answer.
struct Subject
{
    CatalogEntry entry;
    Step step;
    QJsonObject output;
    QJsonValue state = QJsonValue::Undefined; ///< what the readings select from full answers

    QList<Seen> sights() const
    {
        QList<Seen> all;
        for (const QJsonObject &answer : {output, QJsonObject()}) {
            for (const auto &[before, after] : {std::pair{state, state}, {QJsonValue(), state}, {state, QJsonValue()}})
                all << Seen{before, after, answer, {}};
        }
        return all;
    }
};

QJsonValue joined(const QJsonValue &state, const QJsonValue &more)
{
    QJsonObject both = state.toObject();
    const QJsonObject second = more.toObject();
    for (auto it = second.begin(); it != second.end(); ++it)
        both.insert(it.key(), it.value());
    return state.isUndefined() || !more.isObject() ? more : QJsonValue(both);
}

} // namespace

class TestRecipes : public QObject
{
    Q_OBJECT

private:
    Catalog m_catalog;
    aws::Models m_models;
    QStringList m_problems;

    void report(const QString &uses, const QString &what, const QString &why)
    {
        m_problems << u"%1 %2: %3"_s.arg(uses, what, why);
    }

    /// nullptr: only models given with --aws-models have it.
    const aws::Operation *operation(const QString &uses) const
    {
        const auto model = m_models.service(uses.section(u':', 1, 1));
        return uses.startsWith("aws:"_L1) && model ? (*model)->operation(uses.section(u':', 2)) : nullptr;
    }

    QJsonValue value(const QString &uses, const QString &expression, const QJsonObject &scope)
    {
        const Result<QJsonValue> found = evaluate(bound(expression, scope), scope);
        if (!found)
            report(uses, expression, found.error().message());
        return found ? *found : QJsonValue();
    }

    void validate(const QString &uses, const QString &of, const QJsonObject &input)
    {
        const aws::Operation *target = operation(of);
        if (!target)
            return report(uses, of, u"no such operation"_s);
        if (const auto valid = aws::validate(*target, input); !valid)
            report(uses, of, valid.error().message());
    }

    QJsonValue selected(const Subject &subject, const Reading &reading, const QJsonObject &answer)
    {
        QJsonObject found = answer;
        found.insert(u"input"_s, subject.step.operation.with);
        QJsonValue state = value(subject.entry.uses, reading.select, found);
        if (!state.isObject())
            return state;
        QJsonObject read = state.toObject();
        if (!reading.each.isEmpty())
            return QJsonObject{{reading.as, QJsonArray{state}}};
        const QJsonObject statement{{u"Sid"_s, u"a"_s}, {u"Action"_s, u"a"_s}, {u"Principal"_s, u"a"_s}};
        for (const QString &text : reading.texts)
            read.insert(text, QJsonObject{{u"Statement"_s, QJsonArray{statement}}});
        return read;
    }

    Subject subjectOf(const CatalogEntry &entry, Extent extent)
    {
        const aws::Operation *write = operation(entry.uses);
        Subject subject{entry, {}, sampleOf(write->output, Extent::Everything)};
        subject.step.title = entry.uses;
        subject.step.operation = {entry.uses, sampleOf(write->input, extent), {}};
        for (const Reading &reading : entry.capture) {
            if (const aws::Operation *read = operation(reading.uses)) {
                const QJsonObject answer = sampleOf(read->output, Extent::Everything);
                subject.state = joined(subject.state, selected(subject, reading, answer));
                selected(subject, reading, {});
            }
        }
        return subject;
    }

    QList<Subject> subjects()
    {
        m_problems.clear();
        QList<Subject> all;
        for (const QString &uses : m_catalog.entries()) {
            for (const Extent extent : {Extent::Everything, Extent::Required}) {
                if (operation(uses))
                    all << subjectOf(*m_catalog.entry(uses), extent);
            }
        }
        return all;
    }

    void checkInverse(const Subject &subject, const Seen &seen)
    {
        const Result<QList<Step>> steps = inverseBy(subject.entry, subject.step, seen);
        if (!steps && steps.error().code() != "NotReversible"_L1)
            return report(subject.entry.uses, u"inverse"_s, steps.error().message());
        for (const Step &step : steps.value_or(QList<Step>()))
            validate(subject.entry.uses, step.operation.uses, step.operation.with);
    }

private Q_SLOTS:
    void initTestCase()
    {
        const auto loaded = Catalog::load();
        QVERIFY2(loaded, qPrintable(loaded ? QString() : loaded.error().message()));
        m_catalog = *loaded;
    }

    void everyNeededWrite_isThere()
    {
        QFile file(QStringLiteral(SM_SOURCE_DIR "/tests/operations/neededwrites.txt"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QStringList kinds{u"sql"_s, u"redis"_s, u"http"_s, u"process"_s, u"cache"_s, u"pool"_s, u"function"_s};
        QStringList missing;
        int needed = 0;
        for (const QString &line : QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts)) {
            const QStringList words = line.split(u' ');
            if (line.startsWith(u'#'))
                continue;
            const bool isKind = kinds.contains(words.first());
            for (const QString &name : words.sliced(1)) {
                const QString uses = (isKind ? QString() : u"aws:"_s) + words.first() + u':' + name;
                ++needed;
                if (!m_catalog.entry(uses))
                    missing << uses;
            }
        }

        QCOMPARE(missing, QStringList());
        QVERIFY(needed > 90);
    }

    void everyReversibleWrite_hasAnInverseOrSaysHowByHand()
    {
        QStringList lacking;
        for (const QString &uses : m_catalog.entries()) {
            const CatalogEntry entry = *m_catalog.entry(uses);
            const bool promises = entry.mark == Mark::Kind::Reversible || entry.mark == Mark::Kind::ReversibleUntil;
            const bool keeps = !entry.capture.isEmpty() && !entry.inverse.isEmpty() && !entry.verify.isEmpty();
            const bool isOfAnotherKind = !uses.startsWith("aws:"_L1); // then its executor knows the way back
            if (promises && !isOfAnotherKind && keeps == !entry.byHand.isEmpty())
                lacking << uses;
            if (entry.mark == Mark::Kind::Never && !entry.inverse.isEmpty())
                lacking << uses;
        }

        QCOMPARE(lacking, QStringList());
    }

    void everyInverse_isAWriteOfTheCatalog()
    {
        int inverses = 0;
        for (const QString &uses : m_catalog.entries()) {
            const std::optional<CatalogEntry> entry = m_catalog.entry(uses);
            for (const Inverse &inverse : entry->inverse) {
                ++inverses;
                QVERIFY2(m_catalog.entry(inverse.uses), qPrintable(uses + u' ' + inverse.uses));
                QVERIFY2(operation(inverse.uses), qPrintable(uses + u' ' + inverse.uses));
            }
        }
        QVERIFY(inverses > 90);
    }

    void everyCapture_isAReadThatFitsItsModel()
    {
        const QList<Subject> all = subjects();
        for (const Subject &subject : all) {
            QJsonObject scope = scopeOf(subject.step, {});
            for (const Reading &reading : subject.entry.capture) {
                scope.insert(u"each"_s, elementsOf(reading.each, scope).value_or(QJsonArray()).first());
                const QJsonValue with = value(subject.entry.uses, reading.with, scope);
                if (subject.step.operation.with == sampleOf(operation(subject.entry.uses)->input, Extent::Everything))
                    validate(subject.entry.uses, reading.uses, withoutNulls(with.toObject()));
                QVERIFY(!m_catalog.isWrite(reading.uses.section(u':', 1, 1), reading.uses.section(u':', 2)));
            }
        }

        QVERIFY2(m_problems.isEmpty(), qPrintable(m_problems.join(u'\n')));
        QVERIFY(all.size() > 200);
    }

    void everyVerification_onAnyState_hasAMeaning()
    {
        for (const Subject &subject : subjects()) {
            for (const Seen &seen : subject.sights()) {
                const QJsonObject scope = scopeOf(subject.step, seen);
                if (!subject.entry.verify.isEmpty())
                    value(subject.entry.uses, subject.entry.verify, scope);
                if (!subject.entry.since.isEmpty() && !seen.after.isNull())
                    value(subject.entry.uses, subject.entry.since, scope);
            }
        }

        QVERIFY2(m_problems.isEmpty(), qPrintable(m_problems.join(u'\n')));
    }

    void everyInverse_fitsItsModel()
    {
        for (const Subject &subject : subjects()) {
            for (const Seen &seen : subject.sights())
                checkInverse(subject, seen);
        }

        QVERIFY2(m_problems.isEmpty(), qPrintable(m_problems.join(u'\n')));
    }

    void codeThatWasOnlyTried_isNotPutBack()
    {
        const CatalogEntry entry = *m_catalog.entry(u"aws:lambda:UpdateFunctionCode"_s);
        Step step;
        const QJsonObject kept{{u"sha256"_s, QString(64, u'a')}, {u"bytes"_s, 3}};
        step.operation = {entry.uses, {{u"FunctionName"_s, u"f"_s}, {u"S3Key"_s, u"k"_s}, {u"kept"_s, kept}}, {}};
        const QJsonObject state{{u"CodeSha256"_s, u"one"_s}};
        QVERIFY(inverseBy(entry, step, {state, state, {}, {}}));

        step.operation.with.insert(u"DryRun"_s, true);

        QCOMPARE(inverseBy(entry, step, {state, state, {}, {}}).error().code(), u"NotReversible"_s);
    }

    void bound_namesOfTheScope_areTheirValues()
    {
        const QJsonObject scope{{u"input"_s, QJsonObject{{u"Name"_s, u"`x`"_s}, {u"List"_s, QJsonArray{1, 2}}}},
            {u"items"_s, QJsonArray{QJsonObject{{u"Name"_s, u"`x`"_s}, {u"Size"_s, 7}}}}};

        QCOMPARE(*evaluate(bound(u"items[?Name == $input.Name].Size | [0]"_s, scope), scope), QJsonValue(7));
        QCOMPARE(*evaluate(bound(u"$input.List[1]"_s, scope), scope), QJsonValue(2));
        QCOMPARE(*evaluate(bound(u"$before.Name"_s, scope), scope), QJsonValue());
        QCOMPARE(bound(u"'$LATEST'"_s, scope), u"'$LATEST'"_s);
    }

    void inverse_furtherOnesAndEach_areStepsInTheirOrder()
    {
        CatalogEntry entry;
        entry.inverse = {
            {u"`false`"_s, u"aws:s:Never"_s, u"{}"_s, false, {}, false},
            {{}, u"aws:s:Make"_s, u"{Name: input.Name}"_s, false, {}, true},
            {{}, u"aws:s:Join"_s, u"{Group: each, Of: $each}"_s, false, u"before.Groups"_s, false},
            {{}, u"aws:s:TooFar"_s, u"{}"_s, false, {}, false},
        };
        Step step;
        step.operation = {u"aws:s:Delete"_s, {{u"Name"_s, u"ada"_s}}, {}};
        const Seen seen{QJsonObject{{u"Groups"_s, QJsonArray{u"a"_s, u"b"_s}}}, QJsonValue(), {}, {}};

        const auto steps = inverseBy(entry, step, seen);

        QVERIFY(steps);
        QCOMPARE(steps->size(), 3);
        QCOMPARE(steps->at(0).operation.with, (QJsonObject{{u"Name"_s, u"ada"_s}}));
        QCOMPARE(steps->at(2).operation.uses, u"aws:s:Join"_s);
        QCOMPARE(steps->at(2).operation.with, (QJsonObject{{u"Group"_s, u"b"_s}, {u"Of"_s, u"b"_s}}));
    }
};

QTEST_GUILESS_MAIN(TestRecipes)
#include "tst_recipes.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "executorbench.h"

#include <executors/s3executor.h>
#include <executors/s3planner.h>
#include <support/fakecaller.h>
#include <support/hostilevalues.h>

#include <QJsonArray>
#include <QUrl>

using namespace sm;
using namespace sm::test;

namespace {

constexpr qint64 gibibyte = 1024LL * 1024 * 1024;

struct Bench
{
    const Knowledge &known = everything();
    InstantSleeper sleeper;
    FakeCaller caller;
    QStringList lines;
    executors::S3Executor executor{caller, known.models, [this](const Step &, const QString &line) { lines << line; }};
    executors::S3Planner planner{known.catalog};
    ExecutorBench all{known, {&executor}, {&planner}, sleeper};

    /// What the source lists, and what the destination has whenever it is listed.
    void source(const QJsonArray &objects) { caller.answer(u"ListObjectsV2"_s, {{u"Contents"_s, objects}}); }
    void destination(const QJsonArray &versions)
    {
        caller.answer(u"ListObjectVersions"_s, {{u"Versions"_s, versions}});
    }
    void copied(const QString &etag, qint64 size, const QString &version = {})
    {
        QJsonObject answer{{u"CopyObjectResult"_s, QJsonObject{{u"ETag"_s, etag}}}};
        if (!version.isEmpty())
            answer.insert(u"VersionId"_s, version);
        caller.answer(u"CopyObject"_s, answer);
        caller.answer(u"HeadObject"_s, {{u"ContentLength"_s, size}, {u"ETag"_s, etag}});
    }
};

QJsonObject listed(const QString &key, const QString &etag, qint64 size)
{
    return {{u"Key"_s, key}, {u"ETag"_s, etag}, {u"Size"_s, size}};
}

QJsonObject version(const QString &key, const QString &etag, qint64 size, const QString &id = u"null"_s)
{
    return {{u"Key"_s, key}, {u"ETag"_s, etag}, {u"Size"_s, size}, {u"VersionId"_s, id}, {u"IsLatest"_s, true}};
}

Step copy(const QJsonObject &more = {})
{
    QJsonObject with{{u"fromBucket"_s, u"shop"_s}, {u"fromPrefix"_s, u"in"_s}, {u"toBucket"_s, u"vault"_s},
        {u"toPrefix"_s, u"2026"_s}};
    for (auto it = more.begin(); it != more.end(); ++it)
        with.insert(it.key(), it.value());
    return stepOf(u"s3:copy"_s, with);
}

QString problemOf(const Step &step)
{
    const Bench bench;
    const Result<Plan> plan = bench.all.plan({step});
    return plan ? QString() : plan.error().message();
}

} // namespace

class TestS3Executor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void copy_newObjects_areCopiedAndVerified()
    {
        Bench bench;
        bench.source({listed(u"in/a"_s, u"\"ea\""_s, 3), listed(u"in/"_s, u"\"e0\""_s, 0)});
        bench.destination({});
        bench.copied(u"\"ea\""_s, 3, u"v1"_s);
        bench.destination({version(u"2026/a"_s, u"\"ea\""_s, 3, u"v1"_s)});

        const auto event = bench.all.runStep(copy({{u"storageClass"_s, u"GLACIER_IR"_s}}));

        QVERIFY2(event.state == StepState::Done, event.error ? qPrintable(event.error->message()) : "");
        QCOMPARE(bench.caller.inputs(u"CopyObject"_s),
            QList<QJsonObject>({{{u"Bucket"_s, u"vault"_s}, {u"Key"_s, u"2026/a"_s}, {u"CopySource"_s, u"shop/in/a"_s},
                {u"CopySourceIfMatch"_s, u"\"ea\""_s}, {u"IfNoneMatch"_s, u"*"_s},
                {u"StorageClass"_s, u"GLACIER_IR"_s}}}));
        QCOMPARE(event.output.value(u"copied"_s), QJsonValue(1));
        QCOMPARE(event.output.value(u"bytes"_s), QJsonValue(3));
        QCOMPARE(bench.lines, QStringList{u"1 of 1: 2026/a"_s});
        const JournalEntry entry = bench.all.entry(event.journalEntry);
        QCOMPARE(bench.caller.permits(), QList<qint64>{entry.id});
        QCOMPARE(entry.before[u"destination"_s], QJsonValue(QJsonObject{{u"2026/a"_s, QJsonValue()}}));
    }

    void plan_says_whatWouldBeCopied()
    {
        Bench bench;
        bench.source({listed(u"in/a"_s, u"\"ea\""_s, 2048), listed(u"in/b"_s, u"\"eb\""_s, 5)});
        bench.destination({version(u"2026/b"_s, u"\"eb\""_s, 5)});

        const Result<Plan> plan = bench.all.observed({copy()});

        const Step step = plan->steps.first();
        QCOMPARE(step.tier, Tier::Reversible);
        QCOMPARE(step.repeat, Repeat::Value);
        QCOMPARE(step.mark.kind, Mark::Kind::Reversible);
        QCOMPARE(step.cli, u"aws s3 sync s3://shop/in/ s3://vault/2026/"_s);
        QCOMPARE(step.changes.size(), 3);
        QCOMPARE(step.changes.at(0).to, u"1"_s);
        QCOMPARE(step.changes.at(1).to, QLocale().formattedDataSize(2048));
        QCOMPARE(step.changes.at(2).to, u"1"_s);
    }

    void copy_again_skipsWhatIsThere()
    {
        Bench bench;
        bench.source({listed(u"in/a"_s, u"\"ea\""_s, 3)});
        for (int look = 0; look < 2; ++look)
            bench.destination({version(u"2026/a"_s, u"\"ea\""_s, 3)});

        const auto event = bench.all.runStep(copy());

        QCOMPARE(event.state, StepState::Done);
        QCOMPARE(event.output.value(u"alreadyThere"_s), QJsonValue(1));
        QVERIFY(bench.caller.inputs(u"CopyObject"_s).isEmpty());
    }

    void copy_again_knowsEncryptedObjectsByTheirChecksums()
    {
        Bench bench;
        bench.source({listed(u"in/a"_s, u"\"ea\""_s, 3)});
        for (int look = 0; look < 2; ++look) {
            bench.destination({version(u"2026/a"_s, u"\"other\""_s, 3)});
            for (int object = 0; object < 2; ++object)
                bench.caller.answer(u"HeadObject"_s, {{u"ChecksumCRC64NVME"_s, u"same"_s}});
        }

        const auto event = bench.all.runStep(copy());

        QCOMPARE(event.state, StepState::Done);
        QVERIFY(bench.caller.inputs(u"CopyObject"_s).isEmpty());
    }

    void copy_somethingElseIsThere_stopsBeforeTheFirst()
    {
        Bench bench;
        bench.source({listed(u"in/a"_s, u"\"ea\""_s, 3), listed(u"in/b"_s, u"\"eb\""_s, 3)});
        bench.destination({version(u"2026/b"_s, u"\"old\""_s, 99)});

        const auto event = bench.all.runStep(copy());

        QCOMPARE(event.state, StepState::Failed);
        QCOMPARE(event.error->code(), u"Exists"_s);
        QVERIFY(bench.caller.inputs(u"CopyObject"_s).isEmpty());
    }

    void copy_overwriting_replacesExactlyWhatWasSeen()
    {
        Bench bench;
        bench.source({listed(u"in/a"_s, u"\"ea\""_s, 3)});
        bench.destination({version(u"2026/a"_s, u"\"old\""_s, 99)});
        bench.copied(u"\"ea\""_s, 3);
        for (int look = 0; look < 2; ++look)
            bench.destination({version(u"2026/a"_s, u"\"ea\""_s, 3)});

        const auto event = bench.all.runStep(copy({{u"overwrite"_s, true}}));

        QCOMPARE(event.state, StepState::Done);
        const QJsonObject input = bench.caller.inputs(u"CopyObject"_s).first();
        QCOMPARE(input.value(u"IfMatch"_s), QJsonValue(u"\"old\""_s));
        QVERIFY(!input.contains(u"IfNoneMatch"_s));
        QCOMPARE(bench.all.undo(event.journalEntry).error().code(), u"NotReversible"_s);
    }

    void copy_somethingCameMeanwhile_isAConflict()
    {
        Bench bench;
        bench.source({listed(u"in/a"_s, u"\"ea\""_s, 3)});
        bench.destination({});
        bench.caller.fail(u"CopyObject"_s,
            Error(Error::Kind::Conflict, u"At least one precondition failed."_s).withCode(u"PreconditionFailed"_s));

        const auto event = bench.all.runStep(copy());

        QCOMPARE(event.error->code(), u"ChangedMeanwhile"_s);
        QCOMPARE(event.state, StepState::Failed);
    }

    void copy_damaged_isTold()
    {
        Bench bench;
        bench.source({listed(u"in/a"_s, u"\"ea\""_s, 3)});
        bench.destination({});
        bench.copied(u"\"ea\""_s, 2);

        QCOMPARE(bench.all.runStep(copy()).error->code(), u"CopyDamaged"_s);
    }

    void copy_otherChecksum_isTold()
    {
        Bench bench;
        bench.source({listed(u"in/a"_s, u"\"ea\""_s, 3)});
        bench.destination({});
        bench.caller.answer(u"CopyObject"_s, {{u"CopyObjectResult"_s, QJsonObject{{u"ETag"_s, u"\"kms\""_s}}}});
        for (const QString &checksum : {u"copy"_s, u"original"_s})
            bench.caller.answer(
                u"HeadObject"_s, {{u"ContentLength"_s, 3}, {u"ETag"_s, u"\"kms\""_s}, {u"ChecksumSHA256"_s, checksum}});

        QCOMPARE(bench.all.runStep(copy()).error->code(), u"CopyDamaged"_s);
    }

    void copy_failureInTheMiddle_saysHowFarItCame()
    {
        Bench bench;
        QJsonArray objects;
        for (int number = 10; number < 20; ++number)
            objects << listed(u"in/%1"_s.arg(number), u"\"e\""_s, 1);
        bench.source(objects);
        bench.destination({});
        for (int number = 0; number < 4; ++number)
            bench.copied(u"\"e\""_s, 1);
        for (int number = 0; number < 6; ++number)
            bench.caller.fail(
                u"CopyObject"_s, Error(Error::Kind::Denied, u"Not allowed."_s).withCode(u"AccessDenied"_s));

        const auto event = bench.all.runStep(copy());

        QCOMPARE(event.state, StepState::Failed);
        QCOMPARE(event.error->changed(), Error::Changed::Yes);
        QVERIFY2(event.error->message().contains("4 of 10 objects"_L1), qPrintable(event.error->message()));
    }

    void copy_cancelled_beginsNoOtherObject()
    {
        Bench bench;
        CancelSource source;
        executors::S3Executor executor(
            bench.caller, bench.known.models, [&source](const Step &, const QString &) { source.cancel(); });
        ExecutorBench all(bench.known, {&executor}, {&bench.planner}, bench.sleeper);
        QJsonArray objects;
        for (int number = 10; number < 60; ++number) {
            objects << listed(u"in/%1"_s.arg(number), u"\"e\""_s, 1);
            bench.copied(u"\"e\""_s, 1);
        }
        bench.source(objects);
        bench.destination({});

        const auto event = all.runStep(copy(), source.token());

        QCOMPARE(event.state, StepState::InDoubt);
        QVERIFY(bench.caller.inputs(u"CopyObject"_s).size() <= 16);
        bench.destination({version(u"2026/10"_s, u"\"e\""_s, 1)});
        const auto verdict = await(all.runner.reconcile(event.journalEntry, {}, {}));
        QCOMPARE((*verdict)->kind, operations::Verdict::Kind::Unknown);
        QVERIFY((*verdict)->why.contains("1 of 50"_L1));
    }

    void copy_large_goesInParts()
    {
        Bench bench;
        const qint64 size = 6 * gibibyte + 1;
        bench.source({listed(u"in/a"_s, u"\"ea-9\""_s, size)});
        bench.destination({});
        const QJsonObject head{
            {u"ContentLength"_s, size}, {u"ETag"_s, u"\"new-13\""_s}, {u"ContentType"_s, u"text/x"_s}};
        for (int look = 0; look < 5; ++look) // for its properties, to compare, and once more for the state
            bench.caller.answer(u"HeadObject"_s, head);
        bench.caller.answer(u"CreateMultipartUpload"_s, {{u"UploadId"_s, u"u1"_s}});
        for (int part = 0; part < 13; ++part)
            bench.caller.answer(
                u"UploadPartCopy"_s, {{u"CopyPartResult"_s, QJsonObject{{u"ETag"_s, u"\"p%1\""_s.arg(part)}}}});
        bench.caller.answer(u"CompleteMultipartUpload"_s, {{u"ETag"_s, u"\"new-13\""_s}});
        bench.destination({version(u"2026/a"_s, u"\"new-13\""_s, size)});

        const auto event = bench.all.runStep(copy());

        QVERIFY2(event.state == StepState::Done, event.error ? qPrintable(event.error->message()) : "");
        QCOMPARE(
            bench.caller.inputs(u"CreateMultipartUpload"_s).first().value(u"ContentType"_s), QJsonValue(u"text/x"_s));
        const QList<QJsonObject> parts = bench.caller.inputs(u"UploadPartCopy"_s);
        QCOMPARE(parts.size(), 13);
        QCOMPARE(parts.first().value(u"CopySourceRange"_s), QJsonValue(u"bytes=0-536870911"_s));
        QCOMPARE(parts.last().value(u"CopySourceRange"_s), QJsonValue(u"bytes=6442450944-6442450944"_s));
        const QJsonObject end = bench.caller.inputs(u"CompleteMultipartUpload"_s).first();
        QCOMPARE(end.value(u"IfNoneMatch"_s), QJsonValue(u"*"_s));
        QCOMPARE(end.value(u"MultipartUpload"_s)[u"Parts"_s].toArray().size(), 13);
    }

    void copy_failingInParts_isAborted()
    {
        Bench bench;
        bench.source({listed(u"in/a"_s, u"\"ea\""_s, 6 * gibibyte)});
        bench.destination({});
        bench.caller.answer(u"HeadObject"_s, {});
        bench.caller.answer(u"CreateMultipartUpload"_s, {{u"UploadId"_s, u"u1"_s}});
        bench.caller.fail(
            u"UploadPartCopy"_s, Error(Error::Kind::Network, u"Gone."_s).withChanged(Error::Changed::Unknown));
        bench.caller.answer(u"AbortMultipartUpload"_s, {});

        const auto event = bench.all.runStep(copy());

        QCOMPARE(event.state, StepState::Failed); // parts are no object
        QCOMPARE(bench.caller.inputs(u"AbortMultipartUpload"_s),
            QList<QJsonObject>({{{u"Bucket"_s, u"vault"_s}, {u"Key"_s, u"2026/a"_s}, {u"UploadId"_s, u"u1"_s}}}));
    }

    void undo_deletesExactlyWhatWasWritten()
    {
        Bench bench;
        bench.source({listed(u"in/a"_s, u"\"ea\""_s, 3), listed(u"in/b"_s, u"\"eb\""_s, 4)});
        bench.destination({version(u"2026/b"_s, u"\"eb\""_s, 4, u"v0"_s)});
        bench.copied(u"\"ea\""_s, 3, u"v1"_s);
        const QJsonArray after{
            version(u"2026/a"_s, u"\"ea\""_s, 3, u"v1"_s), version(u"2026/b"_s, u"\"eb\""_s, 4, u"v0"_s)};
        for (int look = 0; look < 4; ++look) // after the copy, for the undo, its plan, and before it
            bench.destination(after);
        bench.caller.answer(u"DeleteObject"_s, {});
        for (int look = 0; look < 2; ++look)
            bench.destination({version(u"2026/b"_s, u"\"eb\""_s, 4, u"v0"_s)});
        const auto event = bench.all.runStep(copy());

        const auto undo = bench.all.undo(event.journalEntry);
        QVERIFY2(undo, undo ? "" : qPrintable(undo.error().message()));
        const auto report = bench.all.run(undo->plan);

        QVERIFY2(report->steps.first().state == StepState::Done,
            report->steps.first().error ? qPrintable(report->steps.first().error->message()) : "");
        QCOMPARE(undo->plan.tier(), Tier::Destructive);
        QCOMPARE(
            undo->plan.steps.first().cli, u"aws s3api delete-object --bucket=vault --key=2026/a --version-id=v1"_s);
        QCOMPARE(bench.caller.inputs(u"DeleteObject"_s),
            QList<QJsonObject>({{{u"Bucket"_s, u"vault"_s}, {u"Key"_s, u"2026/a"_s}, {u"VersionId"_s, u"v1"_s}}}));
    }

    void undo_replacedMeanwhile_isRefused()
    {
        Bench bench;
        bench.source({listed(u"in/a"_s, u"\"ea\""_s, 3)});
        bench.destination({});
        bench.copied(u"\"ea\""_s, 3);
        bench.destination({version(u"2026/a"_s, u"\"ea\""_s, 3)});
        bench.destination({version(u"2026/a"_s, u"\"theirs\""_s, 7)});
        const auto event = bench.all.runStep(copy());

        QCOMPARE(bench.all.undo(event.journalEntry).error().code(), u"ChangedSince"_s);
    }

    void observe_emptySource_isNotFound()
    {
        Bench bench;
        bench.source({});

        QCOMPARE(bench.all.runStep(copy()).error->code(), u"NothingToCopy"_s);
    }

    void observe_moreThanAllowed_isRefused()
    {
        Bench bench;
        bench.source({listed(u"in/a"_s, u"\"e\""_s, 1), listed(u"in/b"_s, u"\"e\""_s, 1)});

        QCOMPARE(bench.all.runStep(copy({{u"atMost"_s, 1}})).error->code(), u"TooMany"_s);
    }

    void copy_ofOneKey_isThatObjectAlone()
    {
        Bench bench;
        bench.source({listed(u"in/a.txt"_s, u"\"ea\""_s, 3), listed(u"in/a.txt.old"_s, u"\"eo\""_s, 3)});
        bench.destination({});
        bench.copied(u"\"ea\""_s, 3);
        bench.destination({version(u"2026/a.txt"_s, u"\"ea\""_s, 3)});

        const auto event = bench.all.runStep(stepOf(u"s3:copy"_s,
            {{u"fromBucket"_s, u"shop"_s}, {u"fromKey"_s, u"in/a.txt"_s}, {u"toBucket"_s, u"vault"_s},
                {u"toPrefix"_s, u"2026"_s}}));

        QCOMPARE(event.state, StepState::Done);
        QCOMPARE(bench.caller.inputs(u"CopyObject"_s).size(), 1);
    }

    void input_wrong_isRefused()
    {
        QVERIFY(problemOf(copy({{u"fromBuckets"_s, u"x"_s}})).contains(u"did you mean “fromBucket”?"_s));
        QVERIFY(problemOf(copy({{u"toBucket"_s, u""_s}})).contains(u"“toBucket” is missing"_s));
        QVERIFY(
            problemOf(copy({{u"toBucket"_s, u"shop"_s}, {u"toPrefix"_s, u"in/copy"_s}})).contains("lies inside"_L1));
        QVERIFY(problemOf(copy({{u"fromKey"_s, u"in/a"_s}})).contains("exclude each other"_L1));
        QVERIFY(problemOf(copy({{u"toFolder"_s, u"/tmp"_s}})).contains("on this computer"_L1));
        QVERIFY(problemOf(copy({{u"atMost"_s, 0}})).contains("1 at least"_L1));
        QVERIFY(problemOf(stepOf(u"s3:sync"_s, {})).contains("Use s3:copy"_L1));
        QVERIFY(problemOf(stepOf(u"s3:delete-copies"_s, {{u"bucket"_s, u"x"_s}})).contains(u"“objects” is missing"_s));
    }

    void hostileKeys_stayKeys()
    {
        Bench bench;
        QJsonArray objects;
        QJsonArray after;
        const QStringList values = hostileValues();
        for (qsizetype number = 0; number < values.size(); ++number) {
            const QString key = u"%1-"_s.arg(number) + values.at(number);
            objects << listed(u"in/"_s + key, u"\"e\""_s, 1);
            after << version(u"2026/"_s + key, u"\"e\""_s, 1);
            bench.copied(u"\"e\""_s, 1);
        }
        bench.source(objects);
        bench.destination({});
        bench.destination(after);

        const auto event = bench.all.runStep(copy());

        QVERIFY2(event.state == StepState::Done, event.error ? qPrintable(event.error->message()) : "");
        const QList<QJsonObject> inputs = bench.caller.inputs(u"CopyObject"_s);
        QCOMPARE(inputs.size(), 1000);
        for (const QJsonObject &input : inputs) {
            const QString source = input.value(u"CopySource"_s).toString();
            const QString key = QUrl::fromPercentEncoding(source.mid(8).toLatin1());
            QVERIFY(source.startsWith("shop/in/"_L1) && !source.contains(u'?') && !source.contains(u'\n'));
            QCOMPARE(input.value(u"Key"_s).toString(), u"2026/"_s + key);
        }
        for (const QString &line : std::as_const(bench.lines))
            QVERIFY(!line.contains(u'\n') && !line.contains(QChar(0x1b)));
    }
};

QTEST_GUILESS_MAIN(TestS3Executor)
#include "tst_s3executor.moc"

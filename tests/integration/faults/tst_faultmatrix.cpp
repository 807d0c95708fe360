// SPDX-License-Identifier: GPL-3.0-or-later
// Every network and host fault meets every class of operation: what the person is told, how often the request was
// sent, that the journal knows of every side effect, and what comes of a step in doubt when the fault is over.
#include "faultbench.h"
#include "faults.h"
#include "subjects.h"

#include <support/honestperson.h>

#include <QTest>

#include <algorithm>

using namespace sm;
using namespace sm::operations;
using namespace sm::test;
using namespace Qt::Literals::StringLiterals;

namespace {

using namespace std::chrono_literals;

/// Short enough for a table of silences.
constexpr std::chrono::milliseconds patience = 400ms;

const QString bucket = u"faults"_s;
const QString blocked = u"blocked"_s; ///< a user who is there to be disabled
const QString forgetful = u"forgetful"_s; ///< a user whose password is reset again and again

bool mayHappenTwice(Repeat repeat) { return repeat != Repeat::NaturalKey && repeat != Repeat::Unsafe; }

/// How the call has to go.
struct Expected
{
    bool resent = false;
    Error::Changed changed = Error::Changed::No;
    StepState state = StepState::Failed;
};

Expected expected(const Fault &fault, const Subject &subject)
{
    Expected result;
    result.resent
        = fault.resent == Resent::Everybodys || (fault.resent == Resent::Repeatable && mayHappenTwice(subject.repeat));
    // Cognito's word for a quota that holds for hours.
    if (subject.repeat == Repeat::Unsafe && qstrcmp(fault.code, "LimitExceededException") == 0)
        result.resent = false;
    if (fault.inDoubt && subject.repeat != Repeat::Read) {
        result.changed = Error::Changed::Unknown;
        result.state = StepState::InDoubt;
    }
    return result;
}

QString wordsOf(const Result<StepEvent> &event)
{
    if (!event)
        return event.error().message();
    return event->error ? event->error->message() : u"It succeeded."_s;
}

} // namespace

Q_DECLARE_METATYPE(const Fault *)
Q_DECLARE_METATYPE(const Subject *)

class TestFaultMatrix : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void lastingFault_isToldAndJournalled_data() { addRows(false); }
    void lastingFault_isToldAndJournalled();
    void passingFault_isOvercomeWhereItMay_data() { addRows(true); }
    void passingFault_isOvercomeWhereItMay();
    void cleanupTestCase()
    {
        qInfo("faults: %d steps in doubt settled by looking, %d by the token or a person", m_settled, m_takenUp);
    }

private:
    static void addRows(bool onlyPassing);
    static void addRows(
        const char *where, const QList<Fault> &faults, const QList<Subject> &subjects, bool onlyPassing);
    void prepare(Console &console);
    QJsonObject user(const QString &name) const { return {{u"UserPoolId"_s, m_pool}, {u"Username"_s, name}}; }
    QJsonObject input(const QString &operation);
    Console::Setup place(const Fault &fault) const;
    void script(const Fault &fault, const Subject &subject, int times);
    int asked(const Subject &subject);
    void makeReady(const Subject &subject);
    Result<StepEvent> perform(Console &console, const Subject &subject);
    void compareError(const Error &error, const Fault &fault, Error::Changed changed);
    void compareJournal(const StepEvent &event, const Subject &subject, int effects);
    void compareAfterwards(const StepEvent &event, const Subject &subject);
    void takeUp(Console &console, const StepEvent &event, const QString &operation);
    Result<JournalEntry> entryOf(const StepEvent &event);

    std::unique_ptr<FaultBench> m_bench;
    QString m_pool;
    QString m_upload;
    int m_created = 0;
    int m_settled = 0;
    int m_takenUp = 0;
};

void TestFaultMatrix::addRows(bool onlyPassing)
{
    QTest::addColumn<const Fault *>("fault");
    QTest::addColumn<const Subject *>("subject");
    addRows("", commonFaults(), commonSubjects(), onlyPassing);
    addRows("dynamodb, ", dynamoDbFaults(), dynamoDbSubjects(), onlyPassing);
    addRows("s3, ", s3Faults(), s3Subjects(), onlyPassing);
}

void TestFaultMatrix::addRows(
    const char *where, const QList<Fault> &faults, const QList<Subject> &subjects, bool onlyPassing)
{
    for (const Fault &fault : faults) {
        if (onlyPassing && (fault.at != Fault::At::Double || fault.resent == Resent::Nobodys))
            continue;
        for (const Subject &subject : subjects)
            QTest::addRow("%s%s, %s", where, fault.name, subject.name) << &fault << &subject;
    }
}

void TestFaultMatrix::initTestCase()
{
    if (const QString why = MotoServer::whyUnavailable(); !why.isEmpty())
        QSKIP(qPrintable(why));
    m_bench = std::make_unique<FaultBench>(
        MotoServer::Setup{.signatures = MotoServer::Signatures::Enforced}, AwsDouble::Tls::On);
    QVERIFY2(m_bench->failure().isEmpty(), qPrintable(m_bench->failure()));
    QVERIFY(m_bench->prepare(QStringLiteral(SM_SOURCE_DIR "/tests/integration/faults/table.json")));
    Console console(*m_bench, m_bench->moto.endpoint());
    prepare(console);
}

/// What the operations act on.
void TestFaultMatrix::prepare(Console &console)
{
    const StepEvent pool = console.write(u"aws:cognito-idp:CreateUserPool"_s, {{u"PoolName"_s, u"faults"_s}});
    m_pool = pool.output[u"UserPool"_s][u"Id"_s].toString();
    QVERIFY(!m_pool.isEmpty());
    const QJsonArray address{QJsonObject{{u"Name"_s, u"email"_s}, {u"Value"_s, u"f@example.com"_s}},
        QJsonObject{{u"Name"_s, u"email_verified"_s}, {u"Value"_s, u"true"_s}}};
    QJsonObject forgetfulUser = user(forgetful);
    forgetfulUser.insert(u"UserAttributes"_s, address);
    QJsonObject password = user(forgetful);
    password.insert(u"Password"_s, u"Long-enough-1"_s);
    password.insert(u"Permanent"_s, true);
    const QList<Step> steps{
        Console::step(u"aws:cognito-idp:AdminCreateUser"_s, user(blocked)),
        Console::step(u"aws:cognito-idp:AdminCreateUser"_s, forgetfulUser),
        Console::step(u"aws:cognito-idp:AdminSetUserPassword"_s, password),
        Console::step(u"aws:s3:CreateBucket"_s, {{u"Bucket"_s, bucket}}),
        Console::step(u"aws:s3:PutObject"_s, {{u"Bucket"_s, bucket}, {u"Key"_s, u"a"_s}}),
        Console::step(u"aws:s3:CreateMultipartUpload"_s, {{u"Bucket"_s, bucket}, {u"Key"_s, u"c"_s}}),
    };
    const Result<RunReport> report = console.run(steps);
    QVERIFY2(report, qPrintable(report ? QString() : report.error().message()));
    for (const StepEvent &event : report->steps)
        QVERIFY2(event.state == StepState::Done, qPrintable(event.error ? event.error->message() : QString()));
    m_upload = report->steps.last().output[u"UploadId"_s].toString();
}

void TestFaultMatrix::init()
{
    m_bench->aws.clearRules();
    m_bench->aws.forgetLedger();
    m_bench->aws.forgetRequests();
}

QJsonObject TestFaultMatrix::input(const QString &operation)
{
    if (operation == "AdminCreateUser"_L1)
        return user(u"new%1"_s.arg(++m_created));
    const QHash<QString, QJsonObject> inputs{
        {u"ListUsers"_s, {{u"UserPoolId"_s, m_pool}}},
        {u"AdminDisableUser"_s, user(blocked)},
        {u"AdminResetUserPassword"_s, user(forgetful)},
        {u"StartQueryExecution"_s, {{u"QueryString"_s, u"select 1"_s}, {u"WorkGroup"_s, u"primary"_s}}},
        {u"UpdateContinuousBackups"_s,
            {{u"TableName"_s, u"faults"_s},
                {u"PointInTimeRecoverySpecification"_s, QJsonObject{{u"PointInTimeRecoveryEnabled"_s, true}}}}},
        {u"CreateBackup"_s, {{u"TableName"_s, u"faults"_s}, {u"BackupName"_s, u"faults"_s}}},
        {u"UploadPartCopy"_s,
            {{u"Bucket"_s, bucket}, {u"Key"_s, u"c"_s}, {u"CopySource"_s, bucket + u"/a"_s}, {u"PartNumber"_s, 1},
                {u"UploadId"_s, m_upload}}},
        {u"CopyObject"_s,
            {{u"Bucket"_s, bucket}, {u"Key"_s, u"copy%1"_s.arg(++m_created)}, {u"CopySource"_s, bucket + u"/a"_s}}},
    };
    return inputs.value(operation);
}

Console::Setup TestFaultMatrix::place(const Fault &fault) const
{
    const AwsDouble &aws = m_bench->aws;
    const QString name = QString::fromLatin1(fault.name);
    switch (fault.at) {
    case Fault::At::Address:
        return {aws.address(name), {}, {}, nullptr};
    case Fault::At::Tls:
        return {aws.tlsAddress(name), aws.certificateAuthority(), {}, nullptr};
    case Fault::At::Double:
        break;
    }
    return {aws.endpoint(), {}, {}, nullptr};
}

void TestFaultMatrix::script(const Fault &fault, const Subject &subject, int times)
{
    if (fault.at != Fault::At::Double)
        return;
    const QJsonObject match{{u"operation"_s, QString::fromLatin1(subject.operation)}};
    m_bench->aws.addRule({{u"match"_s, match}, {u"times"_s, times}, {u"answer"_s, fault.answer}});
}

/// How often the double was asked for it. That a write is looked at before and after does not count.
int TestFaultMatrix::asked(const Subject &subject)
{
    const QJsonArray requests = m_bench->aws.requests();
    return static_cast<int>(std::count_if(requests.begin(), requests.end(), [&subject](const QJsonValue &request) {
        return request[u"operation"_s] == QString::fromLatin1(subject.operation);
    }));
}

/// What a subject changes is not yet as it wants it.
void TestFaultMatrix::makeReady(const Subject &subject)
{
    if (qstrcmp(subject.operation, "AdminDisableUser") != 0)
        return;
    Console direct(*m_bench, m_bench->moto.endpoint());
    QCOMPARE(direct.write(u"aws:cognito-idp:AdminEnableUser"_s, user(blocked)).state, StepState::Done);
}

Result<StepEvent> TestFaultMatrix::perform(Console &console, const Subject &subject)
{
    const QString service = QString::fromLatin1(subject.service);
    const QString operation = QString::fromLatin1(subject.operation);
    if (subject.repeat != Repeat::Read)
        return console.write(u"aws:%1:%2"_s.arg(service, operation), input(operation));
    const Result<aws::Answer> answer = console.read(service, operation, input(operation));
    if (!answer)
        return answer.error();
    return StepEvent{0, StepState::Done, {}, answer->output, 0};
}

void TestFaultMatrix::compareError(const Error &error, const Fault &fault, Error::Changed changed)
{
    const QByteArray told = (error.code() + u": "_s + error.message()).toUtf8();
    QVERIFY2(error.kind() == fault.kind, told.constData());
    QCOMPARE(error.code(), QString::fromLatin1(fault.code));
    QCOMPARE(error.changed(), changed);
    QVERIFY2(error.message().size() > 10, told.constData());
    QVERIFY2(!error.message().contains(m_bench->moto.secretAccessKey()), told.constData());
}

/// Ledger and journal tell the same story.
void TestFaultMatrix::compareJournal(const StepEvent &event, const Subject &subject, int effects)
{
    const QString operation = QString::fromLatin1(subject.operation);
    QTRY_COMPARE(m_bench->effects(operation).size(), effects); // moto may still be at it when nobody waits any more
    const QJsonArray ledger = m_bench->effects(operation);
    const Result<JournalEntry> entry = entryOf(event);

    QVERIFY(entry);
    QCOMPARE(entry->state, event.state);
    QCOMPARE(entry->errorCode, event.error ? event.error->code() : QString());
    if (event.state == StepState::Failed)
        QCOMPARE(ledger.size(), 0);
    if (event.error && event.error->changed() != Error::Changed::Unknown)
        QCOMPARE(event.error->changed() == Error::Changed::Yes, !ledger.isEmpty());
    if (event.state == StepState::Done)
        QVERIFY(!ledger.isEmpty());
    if (!mayHappenTwice(subject.repeat))
        QVERIFY(ledger.size() <= 1);
    for (const QJsonValue &effect : ledger) // the same call with the same token, not another one
        QCOMPARE(effect[u"bodySha256"_s], ledger.first()[u"bodySha256"_s]);
}

Result<JournalEntry> TestFaultMatrix::entryOf(const StepEvent &event)
{
    return await(m_bench->journal->entry(event.journalEntry)).value_or(Error::cancelled());
}

/// The fault is over. What can be seen is settled by looking:
///
///     class           it happened      it did not
///     V, N, U         done             not done, failed
///     T, and V whose effect nothing shows: unknown, until the run is taken up
void TestFaultMatrix::compareAfterwards(const StepEvent &event, const Subject &subject)
{
    if (event.state != StepState::InDoubt)
        return;
    m_bench->aws.clearRules();
    Console console(*m_bench, m_bench->aws.endpoint());
    const QString operation = QString::fromLatin1(subject.operation);
    const QString uses = u"aws:%1:%2"_s.arg(QString::fromLatin1(subject.service), operation);
    const bool happened = !m_bench->effects(operation).isEmpty();

    const auto verdict = await(console.runner.reconcile(event.journalEntry, {}, {}));

    QVERIFY(verdict && *verdict);
    if (m_bench->catalog.entry(uses)->capture.isEmpty()) {
        QCOMPARE((*verdict)->kind, Verdict::Kind::Unknown);
        takeUp(console, event, operation);
        return;
    }
    QVERIFY2(
        (*verdict)->kind == (happened ? Verdict::Kind::Done : Verdict::Kind::NotDone), qPrintable((*verdict)->why));
    const Result<JournalEntry> entry = entryOf(event);
    QVERIFY(entry && entry->state == (happened ? StepState::Done : StepState::Failed));
    ++m_settled;
}

void TestFaultMatrix::takeUp(Console &console, const StepEvent &event, const QString &operation)
{
    const Result<JournalEntry> entry = entryOf(event);
    QVERIFY(entry);
    HonestPerson person([this, operation] { return !m_bench->effects(operation).isEmpty(); });
    RunSupport support;
    support.attendant = &person;

    const auto report = await(console.runner.resume(entry->run, {{}, true, false}, {}, {}, {}, support));

    QVERIFY(report);
    QVERIFY2(*report, qPrintable(*report ? QString() : report->error().message()));
    QCOMPARE((*report)->steps.first().state, StepState::Done);
    QSet<QString> bodies; // with the token in them
    for (const QJsonValue &effect : m_bench->effects(operation))
        bodies << effect[u"bodySha256"_s].toString();
    QCOMPARE(bodies.size(), 1);
    ++m_takenUp;
}

void TestFaultMatrix::lastingFault_isToldAndJournalled()
{
    QFETCH(const Fault *, fault);
    QFETCH(const Subject *, subject);
    makeReady(*subject);
    script(*fault, *subject, 1000);
    Console console(*m_bench, place(*fault));
    if (fault->kind == Error::Kind::Timeout)
        console.wire.limit(
            patience, 1000, fault->at == Fault::At::Double ? QString::fromLatin1(subject->operation) : QString());
    const Expected wanted = expected(*fault, *subject);
    const int attempts = wanted.resent ? subject->attempts : 1;

    const Result<StepEvent> event = perform(console, *subject);

    if (subject->repeat == Repeat::Read) {
        QVERIFY(!event);
        compareError(event.error(), *fault, wanted.changed);
    } else {
        QVERIFY2(event && event->error, qPrintable(wordsOf(event)));
        compareError(*event->error, *fault, wanted.changed);
        QCOMPARE(event->state, wanted.state);
        compareJournal(*event, *subject, attempts * fault->effects);
    }
    QCOMPARE(console.sleeper.durations().size(), attempts - 1);
    QCOMPARE(fault->at == Fault::At::Double ? asked(*subject) : console.wire.sent(), attempts);
    if (event)
        compareAfterwards(*event, *subject);
}

void TestFaultMatrix::passingFault_isOvercomeWhereItMay()
{
    QFETCH(const Fault *, fault);
    QFETCH(const Subject *, subject);
    makeReady(*subject);
    script(*fault, *subject, 1);
    Console console(*m_bench, place(*fault));
    if (fault->kind == Error::Kind::Timeout)
        console.wire.limit(patience, 1, QString::fromLatin1(subject->operation));
    const Expected wanted = expected(*fault, *subject);
    const bool isWrite = subject->repeat != Repeat::Read;

    const Result<StepEvent> event = perform(console, *subject);

    QCOMPARE(asked(*subject), wanted.resent ? 2 : 1);
    if (wanted.resent) {
        QVERIFY2(event && !event->error, qPrintable(wordsOf(event)));
        QCOMPARE(event->state, StepState::Done);
    } else {
        QVERIFY2(event && event->error, qPrintable(wordsOf(event)));
        compareError(*event->error, *fault, wanted.changed);
        QCOMPARE(event->state, wanted.state);
    }
    if (!isWrite)
        return;
    compareJournal(*event, *subject, fault->effects + (wanted.resent ? 1 : 0));
    compareAfterwards(*event, *subject);
}

QTEST_GUILESS_MAIN(TestFaultMatrix)
#include "tst_faultmatrix.moc"

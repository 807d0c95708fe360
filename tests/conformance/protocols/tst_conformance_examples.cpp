// SPDX-License-Identifier: GPL-3.0-or-later
#include "example.h"
#include "suite.h"
#include "traffic.h"

#include <aws/models.h>
#include <aws/validate.h>
#include <core/json.h>

#include <QDirIterator>
#include <QJsonArray>
#include <QTest>
#include <QUrl>

#include <cstdio>

using namespace sm::aws;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Empty collections that the wire can not tell from absent ones are taken off both sides.
QJsonValue withoutEmpty(const QJsonValue &value)
{
    if (value.isArray()) {
        QJsonArray result;
        for (const auto &element : value.toArray())
            result.append(withoutEmpty(element));
        return result;
    }
    if (!value.isObject())
        return value;
    QJsonObject result;
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        const QJsonValue part = withoutEmpty(it.value());
        const bool isEmpty
            = (part.isArray() && part.toArray().isEmpty()) || (part.isObject() && part.toObject().isEmpty());
        if (!isEmpty)
            result[it.key()] = part;
    }
    return result;
}

/// Runs the examples of one folder: what they answer is put on the wire as the service would, read by us and compared,
/// and what they ask is validated and written.
class ExampleRun
{
public:
    explicit ExampleRun(const char *set)
        : m_set(set)
    {
    }

    void runFile(const QString &path)
    {
        const QJsonValue content = suite::readJson(path);
        m_name = path.section(u'/', -3);
        if (content[u"events"].isArray())
            return runTraffic(content);
        if (!content[u"examples"].isArray())
            return;
        const auto service = m_models.service(content[u"service"].toString());
        m_service = service ? *service : nullptr;
        m_operation = m_service ? m_service->operation(content[u"operation"].toString()) : nullptr;
        for (const auto &one : content[u"examples"].toArray())
            count(m_operation ? problemOf(one) : u"no model of the operation"_s);
    }

    bool isComplete() const { return m_all > 0 && m_passed == m_all; }

    void print() const
    {
        std::printf("%s: %d/%d\n", m_set, m_passed, m_all);
        std::fflush(stdout);
    }

private:
    void count(const QString &problem)
    {
        ++m_all;
        m_passed += problem.isEmpty();
        if (!problem.isEmpty())
            qInfo().noquote() << "FAILED:" << m_name << problem;
    }

    QString problemOf(const QJsonValue &one)
    {
        const QString asked = one[u"input"].isObject() ? inputProblem(one[u"input"]) : QString();
        if (!asked.isEmpty())
            return asked;
        if (one[u"status_code"].toInt() >= 300)
            return refusalProblem(one);
        const QJsonValue output = one[one[u"data"].isObject() ? u"data" : u"output"];
        return output.isObject() ? outputProblem(output.toObject()) : QString();
    }

    QJsonObject known(const Member &root, const QJsonValue &value)
    {
        QStringList unknown;
        const QJsonObject result = example::normalized(root, value, unknown).toObject();
        unknown.removeAll(root.shape->name + u".ResponseMetadata"_s);
        if (!unknown.isEmpty())
            qInfo().noquote() << "not in the model:" << m_name << unknown.join(u", "_s);
        return result;
    }

    QString inputProblem(const QJsonValue &value)
    {
        const QJsonObject input = m_operation->input ? known(m_operation->inputRoot, value) : QJsonObject();
        const auto valid = validate(*m_operation, input);
        const auto request = valid ? serialize(*m_service, *m_operation, input) : valid.error();
        return request ? QString() : request.error().message();
    }

    QString outputProblem(const QJsonObject &value)
    {
        const QJsonObject expected = m_operation->output ? known(m_operation->outputRoot, value) : QJsonObject();
        const auto reply = example::replyWith(*m_service, *m_operation, expected);
        const auto output = parseOutput(*m_service, *m_operation, reply);
        if (!output)
            return output.error().message();
        if (withoutEmpty(withoutEmptyPayload(*output)) == withoutEmpty(withoutEmptyPayload(expected)))
            return {};
        return QString::fromUtf8("read " + sm::toCompactJson(*output) + ", should be " + sm::toCompactJson(expected));
    }

    /// A body of no bytes may be there or not.
    QJsonObject withoutEmptyPayload(QJsonObject output) const
    {
        const QString payload = m_operation->output ? m_operation->output->payload : QString();
        if (output.value(payload).toString(u"-"_s).isEmpty())
            output.remove(payload);
        return output;
    }

    QString refusalProblem(const QJsonValue &one)
    {
        const QString code = one[u"data"][u"Error"][u"Code"].toString();
        const QString message = one[u"data"][u"Error"][u"Message"].toString();
        const auto reply = example::refusalWith(*m_service, one[u"status_code"].toInt(), code, message);
        const ServiceError error = parseError(*m_service, *m_operation, reply);
        return error.code == code && error.message == message ? QString() : u"refusal read as %1"_s.arg(error.code);
    }

    /// The service of the recorded host that has the operation. Only what our models hold can be read.
    bool findOperation(const traffic::Exchange &exchange)
    {
        const QStringList host = QUrl(QString::fromUtf8(exchange.uri)).host().split(u'.');
        QString operation = traffic::operationName(exchange);
        if (exchange.uri.contains("list-type=2"))
            operation = u"ListObjectsV2"_s;
        for (const QString &name : m_models.serviceNames()) {
            const auto service = m_models.service(name);
            if (!service || !(host.contains((*service)->endpointPrefix()) || host.contains(u"streaming-"_s + name)))
                continue;
            m_service = *service;
            m_operation = m_service->operation(operation);
            if (m_operation)
                return true;
        }
        qInfo().noquote() << "not in the models:" << m_name << operation;
        return false;
    }

    void runTraffic(const QJsonValue &recording)
    {
        for (const traffic::Exchange &exchange : traffic::exchanges(recording)) {
            if (!findOperation(exchange))
                continue;
            const bool isRefused = isRefusal(*m_service, *m_operation, exchange.reply);
            const auto output = parseOutput(*m_service, *m_operation, exchange.reply);
            if (isRefused)
                count(parseError(*m_service, *m_operation, exchange.reply).code.isEmpty() ? u"no code"_s : QString());
            else
                count(!output ? output.error().message() : output->isEmpty() ? u"nothing read"_s : QString());
        }
    }

    const char *m_set;
    Models m_models;
    QString m_name;
    std::shared_ptr<const ServiceModel> m_service;
    const Operation *m_operation = nullptr;
    int m_passed = 0;
    int m_all = 0;
};

} // namespace

class TestConformanceExamples : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answers_data()
    {
        QTest::addColumn<QString>("folder");
        QTest::newRow("aws-examples") << u"aws-examples"_s;
        QTest::newRow("aws-recorded") << u"aws-recorded"_s;
    }

    void answers()
    {
        QFETCH(QString, folder);
        const QString path = suite::vectorsFolder(folder);
        if (path.isEmpty())
            QSKIP("STATIONMASTER_VECTORS names no folder with the examples");

        ExampleRun run(QTest::currentDataTag());
        QDirIterator files(path, {u"*.json"_s}, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext())
            run.runFile(files.next());

        run.print();
        QVERIFY(run.isComplete());
    }
};

QTEST_GUILESS_MAIN(TestConformanceExamples)
#include "tst_conformance_examples.moc"

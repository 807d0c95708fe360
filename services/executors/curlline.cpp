// SPDX-License-Identifier: GPL-3.0-or-later
#include "curlline.h"

#include "httpinput.h"
#include "secretvalues.h"

#include <core/json.h>
#include <operations/shellword.h>

namespace sm::executors {

using namespace Qt::Literals::StringLiterals;

namespace {

class Line
{
public:
    explicit Line(const Step &step)
        : m_step(step)
    {
        m_words << u"curl --silent --show-error --globoff --path-as-is"_s;
    }

    void option(const QString &name, const QString &value) { m_words << u"--"_s + name << m_shell.word(value); }
    void method(const QString &method)
    {
        if (method == "HEAD"_L1) // curl would wait for the body of --request HEAD
            m_words << u"--head"_s;
        else if (method != "GET"_L1)
            option(u"request"_s, method);
    }
    /// curl leaves out a header that ends in ":"; one that ends in ";" is sent empty.
    void header(const QString &name, const QString &value)
    {
        const QString secret = secretName(value, m_step.operation.secrets);
        const QString text = secret.isEmpty() ? value : m_shell.variable(secret);
        option(u"header"_s, text.isEmpty() ? name + u';' : u"%1: %2"_s.arg(name, text));
    }
    /// curl would call it a form.
    void body(const QJsonValue &body, const http::Probe &probe)
    {
        const QByteArray type = net::headerValue(probe.headers, "Content-Type");
        if (!m_step.operation.with.value(u"headers"_s)
                .toObject()
                .keys()
                .contains(u"content-type"_s, Qt::CaseInsensitive))
            option(u"header"_s, type.isEmpty() ? u"Content-Type:"_s : u"Content-Type: "_s + QString::fromLatin1(type));
        QMap<QString, Secret> variables;
        for (auto it = m_step.operation.secrets.keyBegin(); it != m_step.operation.secrets.keyEnd(); ++it)
            variables.insert(*it, Secret(m_shell.variable(*it)));
        const QJsonValue named = withSecretsPutIn(body, variables);
        option(u"data-raw"_s, named.isString() ? named.toString() : QString::fromUtf8(toCompactJson(named)));
    }
    QString text() const { return m_words.join(u' '); }

private:
    const Step &m_step;
    operations::ShellWords m_shell;
    QStringList m_words;
};

} // namespace

QString curlLine(const Step &step, const http::Probe &probe)
{
    Line line(step);
    line.method(QString::fromUtf8(probe.method));
    for (const QString &member : {u"headers"_s, u"secretHeaders"_s}) {
        const QJsonObject given = step.operation.with.value(member).toObject();
        for (auto it = given.begin(); it != given.end(); ++it)
            line.header(it.key(), it.value().toString());
    }
    const QJsonValue body = step.operation.with.value(u"body"_s);
    if (isTrigger(step) && !body.isUndefined() && !body.isNull())
        line.body(body, probe);
    // What an earlier step gives is not there yet: the pattern shows where it will stand.
    const QString url = probe.url.isEmpty() ? step.operation.with.value(u"url"_s).toString()
                                            : QString::fromLatin1(probe.url.encoded());
    line.option(u"url"_s, url);
    return line.text();
}

} // namespace sm::executors

// SPDX-License-Identifier: GPL-3.0-or-later
#include "logging.h"

#include <QDateTime>
#include <QMessageLogContext>
#include <QRegularExpression>

#include <cstdio>

using namespace Qt::Literals::StringLiterals;

namespace sm::app {

namespace {

struct Rule
{
    QRegularExpression pattern;
    QString replacement;
};

const std::vector<Rule> &rules()
{
    constexpr auto insensitive = QRegularExpression::CaseInsensitiveOption;
    static const std::vector<Rule> all{
        {QRegularExpression(u"\\b(AKIA|ASIA)[A-Z0-9]{12,}"_s), u"\\1(redacted)"_s},
        {QRegularExpression(u"(X-Amz-(?:Signature|Credential|Security-Token)=)[^&\\s\"]+"_s, insensitive),
            u"\\1(redacted)"_s},
        {QRegularExpression(u"\\beyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]*)?"_s), u"(redacted)"_s},
        {QRegularExpression(u"((?:password|passwd|secret|token|authorization|api[_-]?key|signature|credential)[\\w-]*"
                            "[\"']?\\s*[:=]\\s*)(?:\"[^\"]*\"|'[^']*'|(?:Bearer |AWS4-HMAC-SHA256 )?[^\\s,;&}]+)"_s,
             insensitive),
            u"\\1(redacted)"_s},
        {QRegularExpression(u"(\\w+://[^\\s:/@]+:)[^\\s/@]+(@)"_s), u"\\1(redacted)\\2"_s},
        {QRegularExpression(u"(?<![A-Za-z0-9/+=])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])"_s), u"(redacted)"_s},
    };
    return all;
}

void write(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    static constexpr const char *names[] = {"debug", "warning", "critical", "fatal", "info"};
    const QString time = QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs);
    const QString category = context.category ? QString::fromLatin1(context.category) : u"default"_s;
    const QString line = u"%1 %2 %3: %4\n"_s.arg(time, QLatin1String(names[type]), category, redacted(message));
    std::fputs(line.toUtf8().constData(), stderr);
}

} // namespace

QString onOneLine(const QString &text)
{
    QString line;
    for (const QChar c : text) {
        const bool hidden = c.category() == QChar::Other_Control || c.category() == QChar::Other_Format
            || c.category() == QChar::Separator_Line || c.category() == QChar::Separator_Paragraph;
        line += hidden ? u"\\u%1"_s.arg(c.unicode(), 4, 16, QLatin1Char('0')) : QString(c);
    }
    return line;
}

QString redacted(const QString &line)
{
    QString text = onOneLine(line);
    for (const Rule &rule : rules())
        text.replace(rule.pattern, rule.replacement);
    return text;
}

void installLogging() { qInstallMessageHandler(write); }

} // namespace sm::app

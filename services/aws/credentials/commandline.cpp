// SPDX-License-Identifier: GPL-3.0-or-later
#include "commandline.h"

#include <QCoreApplication>

namespace sm::aws {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("aws::CommandLine", text); }

Error wrong(const QString &why)
{
    return Error(Error::Kind::Invalid, tr("The command can not be read: %1").arg(why)).withCode(u"CommandLine"_s);
}

class Splitter
{
public:
    explicit Splitter(const QString &text)
        : m_text(text)
    {
    }

    Result<QList<QStringList>> split();

private:
    Result<void> quoted(QChar quote);
    void escaped();
    void endWord();
    bool endProgram();

    const QString &m_text;
    qsizetype m_at = 0;
    QString m_word;
    bool m_inWord = false; ///< also for an empty word: ''
    QStringList m_program;
    QList<QStringList> m_pipeline;
};

Result<QList<QStringList>> Splitter::split()
{
    while (m_at < m_text.size()) {
        const QChar c = m_text.at(m_at++);
        if (c == u'\'' || c == u'"') {
            if (const Result<void> closed = quoted(c); !closed)
                return closed.error();
        } else if (c == u'\\') {
            escaped();
        } else if (c == u'|') {
            if (!endProgram())
                return wrong(tr("there is no program before '|'."));
        } else if (c.isSpace()) {
            endWord();
        } else {
            m_word += c;
            m_inWord = true;
        }
    }
    if (!endProgram())
        return wrong(tr("it names no program."));
    return m_pipeline;
}

/// Between single quotes everything is itself; between double quotes a backslash keeps \ and " from counting.
Result<void> Splitter::quoted(QChar quote)
{
    m_inWord = true;
    for (; m_at < m_text.size(); ++m_at) {
        const QChar c = m_text.at(m_at);
        if (c == quote) {
            ++m_at;
            return ok();
        }
        const bool escapes = quote == u'"' && c == u'\\' && m_at + 1 < m_text.size()
            && (m_text.at(m_at + 1) == u'"' || m_text.at(m_at + 1) == u'\\');
        m_word += escapes ? m_text.at(++m_at) : c;
    }
    return wrong(tr("a quote is not closed."));
}

void Splitter::escaped()
{
    m_inWord = true;
    m_word += m_at < m_text.size() ? m_text.at(m_at++) : QChar(u'\\');
}

void Splitter::endWord()
{
    if (m_inWord)
        m_program.append(m_word);
    m_word.clear();
    m_inWord = false;
}

bool Splitter::endProgram()
{
    endWord();
    if (m_program.isEmpty())
        return false;
    m_pipeline.append(m_program);
    m_program.clear();
    return true;
}

} // namespace

Result<QList<QStringList>> splitPipeline(const QString &command) { return Splitter(command).split(); }

} // namespace sm::aws

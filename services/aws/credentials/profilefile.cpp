// SPDX-License-Identifier: GPL-3.0-or-later
#include "profilefile.h"

#include <QCoreApplication>
#include <QStringDecoder>

#include <optional>

namespace sm::aws {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("aws::ProfileFile", text); }

bool isBlank(QChar c) { return c == u' ' || c == u'\t'; }
bool isCommentSign(QChar c) { return c == u'#' || c == u';'; }

/// \p line up to a comment. In a property the sign counts only after white space, so that values may hold it.
QString withoutComment(const QString &line, bool needsSpaceBefore)
{
    for (qsizetype i = 0; i < line.size(); ++i) {
        const bool separated = i > 0 && isBlank(line.at(i - 1));
        if (isCommentSign(line.at(i)) && (separated || !needsSpaceBefore))
            return line.left(i).trimmed();
    }
    return line.trimmed();
}

struct Property
{
    QString name;
    QString value;
};

/// Walks the lines of one file.
class Reader
{
public:
    explicit Reader(QString fileName)
        : m_fileName(std::move(fileName))
    {
    }

    Result<QList<ProfileSection>> read(const QString &text);

private:
    Result<void> readLine(const QString &line);
    Result<void> readHeading(const QString &line);
    Result<void> readProperty(const QString &line);
    Result<void> readContinuation(const QString &line);
    Result<Property> property(const QString &line, const QString &what) const;
    Error wrong(const QString &why) const;
    ProfileProperties &properties() { return m_sections[*m_current].properties; }

    QString m_fileName;
    int m_line = 0;
    QList<ProfileSection> m_sections;
    std::optional<qsizetype> m_current;
    QString m_property; ///< the last one of the section; empty after a heading
    bool m_nested = false; ///< its value is empty, so that what is indented below are properties of their own
};

Error Reader::wrong(const QString &why) const
{
    return Error(Error::Kind::Invalid, tr("%1, line %2: %3").arg(m_fileName).arg(m_line).arg(why))
        .withCode(u"ConfigFile"_s);
}

Result<QList<ProfileSection>> Reader::read(const QString &text)
{
    for (const QString &line : text.split(u'\n')) {
        ++m_line;
        if (line.trimmed().isEmpty() || isCommentSign(line.front()))
            continue;
        if (const Result<void> understood = readLine(line); !understood)
            return understood.error();
    }
    return m_sections;
}

Result<void> Reader::readLine(const QString &line)
{
    if (line.front() == u'[')
        return readHeading(line);
    if (isBlank(line.front()))
        return readContinuation(line);
    return readProperty(line);
}

Result<void> Reader::readHeading(const QString &line)
{
    const QString heading = withoutComment(line, false);
    if (!heading.endsWith(u']'))
        return wrong(tr("a profile definition must end with ']'."));
    const QString title = heading.sliced(1).chopped(1).trimmed();
    const auto same = [&title](const ProfileSection &section) { return section.title == title; };
    const auto found = std::find_if(m_sections.begin(), m_sections.end(), same);
    m_current = found - m_sections.begin();
    if (found == m_sections.end())
        m_sections.append({title, {}, m_line});
    m_property.clear();
    return ok();
}

Result<Property> Reader::property(const QString &line, const QString &what) const
{
    const QString statement = withoutComment(line, true);
    const qsizetype equals = statement.indexOf(u'=');
    if (equals < 0)
        return wrong(tr("expected an '=' sign defining a %1.").arg(what));
    const QString name = statement.left(equals).trimmed().toLower();
    if (name.isEmpty())
        return wrong(tr("the %1 has no name.").arg(what));
    return Property{name, statement.mid(equals + 1).trimmed()};
}

Result<void> Reader::readProperty(const QString &line)
{
    if (!m_current)
        return wrong(tr("expected a profile definition such as [default]."));
    const Result<Property> read = property(line, tr("property"));
    if (!read)
        return read.error();
    properties().insert(read->name, read->value);
    m_property = read->name;
    m_nested = read->value.isEmpty();
    return ok();
}

Result<void> Reader::readContinuation(const QString &line)
{
    if (!m_current)
        return wrong(tr("expected a profile definition such as [default]."));
    if (m_property.isEmpty())
        return wrong(tr("expected a property definition; this line is indented and continues none."));
    if (m_nested) {
        if (const Result<Property> read = property(line, tr("sub-property")); !read)
            return read.error();
    }
    properties()[m_property] += u'\n' + line.trimmed();
    return ok();
}

} // namespace

Result<QList<ProfileSection>> parseProfileFile(const QString &fileName, const QByteArray &text)
{
    QStringDecoder utf8(QStringDecoder::Utf8);
    const QString decoded = utf8(text);
    if (utf8.hasError())
        return Error(Error::Kind::Invalid, tr("%1 is not text in UTF-8.").arg(fileName)).withCode(u"ConfigFile"_s);
    return Reader(fileName).read(decoded);
}

ProfileProperties nestedProperties(const QString &value)
{
    ProfileProperties properties;
    for (const QString &line : value.split(u'\n', Qt::SkipEmptyParts)) {
        const QString statement = withoutComment(line, true);
        const qsizetype equals = statement.indexOf(u'=');
        if (equals > 0)
            properties.insert(statement.left(equals).trimmed().toLower(), statement.mid(equals + 1).trimmed());
    }
    return properties;
}

} // namespace sm::aws

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mask.h"

#include <commandline/toolcommand.h>

#include <QHash>

namespace sm::commandline {

/// What an option of a tool means.
struct ToolFlag
{
    enum class Kind {
        Switch, ///< details[key] = true
        Text, ///< details[key] = its value
        Number, ///< the same, as a number
        List, ///< its value is added to details[key]
        Secret, ///< its value is a secret called key
    };
    QString key;
    Kind kind = Kind::Switch;
};

using ToolFlags = QHash<QString, ToolFlag>; ///< by "-h", "--host"

/// Reads the options of a tool into a ToolCommand; what is not certain is deferred, what is not known makes it None.
class ToolReader
{
public:
    explicit ToolReader(const CommandUse &use);

    ToolCommand &command() { return m_command; }
    const CommandUse &use() const { return m_use; }
    Mask &mask() { return m_mask; }

    /// Takes the options of \p words; what is none is left in words(). With \p stopsAtWord the first word that is no
    /// option ends them. False: an option is not known; reason says which.
    bool options(const ToolFlags &flags, bool stopsAtWord);
    const QList<Word> &words() const { return m_words; }

    void set(const QString &key, const Word &word, ToolFlag::Kind kind);
    /// The text of \p word; nullopt: it is not certain and was deferred as \p pointer.
    std::optional<QString> certain(const Word &word, const QString &pointer);
    /// Environment variables before the command; a name that is not in \p keys is left out.
    void assignments(const ToolFlags &keys);
    /// Where input comes from and output goes to: input, inputFile, outputFile.
    void redirections();
    bool refuse(const QString &reason);

private:
    bool option(const QString &text, const ToolFlags &flags, qsizetype &at);
    bool letters(const QString &text, const ToolFlags &flags, qsizetype &at);
    bool value(const ToolFlag &flag, const QString &name, const std::optional<Word> &given, qsizetype &at);

    CommandUse m_use;
    Mask m_mask;
    ToolCommand m_command;
    QList<Word> m_words;
};

void readPsql(ToolReader &reader);
void readRedis(ToolReader &reader);
void readCurl(ToolReader &reader);

} // namespace sm::commandline

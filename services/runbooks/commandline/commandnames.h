// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace sm::commandline {

/// An option of a command of the AWS CLI, or a word that it takes without one.
struct OptionName
{
    enum class Takes {
        Value,
        List, ///< any number of words
        MaybeValue,
        Nothing, ///< --x: true
        NothingMeansNo, ///< --x: false
        Switch, ///< --x: true, --no-x: false
    };
    QString name; ///< without "--"
    Takes takes = Takes::Value;
    bool isRequired = false;
    bool isPositional = false;
    bool isCliOwn = false; ///< no member of the input is called so
    QString member; ///< the member where the name does not say it; empty: the one whose CLI name this is
    friend bool operator==(const OptionName &, const OptionName &) = default;
};

struct CommandName
{
    QString name; ///< "get-object"
    QString operation; ///< "GetObject"; empty: a command of the CLI's own
    QList<OptionName> options;
    bool hasPages = false;
    bool hasPageSize = false;
};

struct WaiterName
{
    QString name; ///< "function-updated"
    QString waiter; ///< "FunctionUpdated"
    QString operation; ///< what it polls
};

/// A name without its dashes and capitals: the same for "GetObject" and "get-object".
QByteArray squeezed(const QString &name);

/// What the AWS CLI calls its commands: all services, from resources/aws/cli. Reading it takes some milliseconds,
/// so keep it.
class CommandNames
{
public:
    CommandNames();

    QStringList services() const; ///< as on the command line
    bool hasService(const QString &service) const { return m_services.contains(service); }
    /// The model of the service that is called \p service on the command line; empty: it has none, as "s3".
    QString model(const QString &service) const;
    /// The service on the command line whose model is \p model; empty: none.
    QString serviceOf(const QString &model) const;

    QStringList commands(const QString &service) const;
    QStringList waiters(const QString &service) const;
    std::optional<CommandName> command(const QString &service, const QString &name) const;
    std::optional<WaiterName> waiter(const QString &service, const QString &name) const;
    /// The commands of \p service that have the option \p option, "--" left out.
    QStringList commandsWith(const QString &service, const QString &option) const;

private:
    struct Service
    {
        QString model;
        QList<QByteArray> blocks; ///< its lines, by file
        bool isIndexed = false;
        QList<QByteArray> lines; ///< views of blocks
        QMultiHash<QByteArray, qsizetype> byName; ///< which lines, by squeezed() name of the command
        QHash<QString, WaiterName> waiters;
    };

    void read(const QString &path);
    const Service *indexed(const QString &service) const;
    static void index(Service &service);
    static QList<QByteArray> linesOf(const Service &service, const QString &name);

    mutable QHash<QString, Service> m_services;
    QHash<QString, QString> m_byModel;
};

} // namespace sm::commandline
